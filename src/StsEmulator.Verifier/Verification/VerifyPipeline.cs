using System.Threading.Channels;
using Grpc.Core;
using StsEmulator.Iam.Storage;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// One VerifyStream call: reads on while earlier requests wait for the store, and replies in order. Replies that are ready together
/// are flushed together.
/// </summary>
internal sealed class VerifyPipeline(RequestVerifier verifier, IServerStreamWriter<StreamReply> responses)
{
    private static readonly WriteOptions Flushed = new(), Buffered = new(WriteFlags.BufferHint);

    /// <summary>Two more are in the hands of the reader and the writer.</summary>
    private readonly Channel<ValueTask<StreamReply>> answers = Channel.CreateBounded<ValueTask<StreamReply>>(
        new BoundedChannelOptions(VerifierLimits.InFlight - 2) { SingleReader = true, SingleWriter = true });

    public async Task RunAsync(IAsyncStreamReader<StreamQuestion> requests, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(cancellationToken);
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
#pragma warning disable CA2012 // Handed on through the channel, whose reader awaits it once.
                var answer = AnswerAsync(requests.Current, cancellationToken);
#pragma warning restore CA2012
                if (!answers.Writer.TryWrite(answer))
                    await answers.Writer.WriteAsync(answer, cancellationToken);
            }
            answers.Writer.TryComplete();
        }
        catch (ChannelClosedException)
        {
            // Writing failed, and says why below.
        }
        finally
        {
            // Also when reading failed: the writer must not wait for more.
            answers.Writer.TryComplete();
            await writing;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ready = answers.Reader;
            int unflushed = 0;
            while (await ready.WaitToReadAsync(cancellationToken))
            {
                while (ready.TryRead(out var answer))
                {
                    var reply = await answer;
                    bool isFollowed = ready.TryPeek(out var next) && next.IsCompleted && unflushed < VerifierLimits.UnflushedReplies;
                    responses.WriteOptions = isFollowed ? Buffered : Flushed;
                    unflushed = isFollowed ? unflushed + 1 : 0;
                    await responses.WriteAsync(reply, cancellationToken);
                }
            }
        }
        finally
        {
            // A reader that waits for room must not wait for ever when nobody writes any more.
            answers.Writer.TryComplete();
        }
    }

    private async ValueTask<StreamReply> AnswerAsync(StreamQuestion message, CancellationToken cancellationToken)
    {
        if (message.Question is not { } question)
            return new StreamReply(message.CorrelationId, Error(StatusCode.InvalidArgument, "request: expected a request"));
        try
        {
            var answer = await verifier.VerifyAsync(question, cancellationToken);
            return answer.Problem is { } problem
                ? new StreamReply(message.CorrelationId, Error(StatusCode.InvalidArgument, problem.In("request").ToString()))
                : new StreamReply(message.CorrelationId, answer.ToReply());
        }
        catch (StoreUnavailableException)
        {
            return new StreamReply(message.CorrelationId, Error(StatusCode.Unavailable, VerifierService.StoreDown));
        }
    }

    private static StreamError Error(StatusCode code, string message) => new() { Code = (int)code, Message = message };
}
