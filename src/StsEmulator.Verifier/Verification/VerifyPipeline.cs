using System.Threading.Channels;
using Grpc.Core;
using StsEmulator.Iam.Storage;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// One VerifyStream call: reads on while earlier requests wait for the store, and replies in order. Replies that are ready together
/// are flushed together.
/// </summary>
internal sealed class VerifyPipeline(RequestVerifier verifier, IServerStreamWriter<VerifyStreamResponse> responses)
{
    private static readonly WriteOptions Flushed = new(), Buffered = new(WriteFlags.BufferHint);

    /// <summary>Two more are in the hands of the reader and the writer.</summary>
    private readonly Channel<ValueTask<VerifyStreamResponse>> answers = Channel.CreateBounded<ValueTask<VerifyStreamResponse>>(
        new BoundedChannelOptions(VerifierLimits.InFlight - 2) { SingleReader = true, SingleWriter = true });

    public async Task RunAsync(IAsyncStreamReader<VerifyStreamRequest> requests, CancellationToken cancellationToken)
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

    private async ValueTask<VerifyStreamResponse> AnswerAsync(VerifyStreamRequest message, CancellationToken cancellationToken)
    {
        var reply = new VerifyStreamResponse { CorrelationId = message.CorrelationId };
        if (message.Request is not { } request)
        {
            reply.Error = Error(StatusCode.InvalidArgument, "request: expected a request");
            return reply;
        }
        try
        {
            var verification = await verifier.VerifyAsync(request, cancellationToken);
            if (verification.IsAnswered)
                reply.Response = verification.Response;
            else
                reply.Error = Error(StatusCode.InvalidArgument, verification.Problem.In("request").ToString());
        }
        catch (StoreUnavailableException)
        {
            reply.Error = Error(StatusCode.Unavailable, VerifierService.StoreDown);
        }
        return reply;
    }

    private static StreamError Error(StatusCode code, string message) => new() { Code = (int)code, Message = message };
}
