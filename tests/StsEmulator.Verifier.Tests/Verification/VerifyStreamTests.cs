using Grpc.Core;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests.Verification;

public sealed class VerifyStreamTests : IAsyncLifetime
{
    private VerifierHost host = null!;

    public async ValueTask InitializeAsync() => host = await VerifierHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Many_requests_are_answered_in_order_each_by_its_own_reply()
    {
        const int Count = 2000;
        VerifyRequest good = Messages.Signed(), bad = (Requests.Sts with { Secret = "wrong" }).Sign().ToMessage();
        using var call = host.Client.VerifyStream();

        var sending = SendAsync(call, Enumerable.Range(0, Count).Select(i => new VerifyStreamRequest
        {
            CorrelationId = (ulong)i * 7,
            Request = i % 3 == 0 ? bad : good,
        }));
        var replies = await ReadAllAsync(call);
        await sending;

        Assert.Equal(Enumerable.Range(0, Count).Select(i => (ulong)i * 7), replies.Select(reply => reply.CorrelationId));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => i % 3 != 0), replies.Select(reply => reply.Response.Authenticated));
    }

    [Fact]
    public async Task A_reply_comes_while_the_stream_is_still_open()
    {
        using var call = host.Client.VerifyStream();

        await call.RequestStream.WriteAsync(new VerifyStreamRequest { CorrelationId = 1, Request = Messages.Signed() });
        Assert.True(await call.ResponseStream.MoveNext(default));
        Assert.True(call.ResponseStream.Current.Response.Authenticated);
        await call.RequestStream.WriteAsync(new VerifyStreamRequest { CorrelationId = 2, Request = Messages.Signed() });
        Assert.True(await call.ResponseStream.MoveNext(default));
        await call.RequestStream.CompleteAsync();

        Assert.Equal(2UL, call.ResponseStream.Current.CorrelationId);
        Assert.False(await call.ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_and_a_store_that_is_down_end_only_their_own_question()
    {
        host.Sessions.IsDown = true;
        using var call = host.Client.VerifyStream();

        var sending = SendAsync(call,
        [
            new VerifyStreamRequest { CorrelationId = 1 },
            new VerifyStreamRequest { CorrelationId = 2, Request = new VerifyRequest { RawTarget = "/" } },
            new VerifyStreamRequest { CorrelationId = 3, Request = Messages.Session.Sign().ToMessage() },
            new VerifyStreamRequest { CorrelationId = 4, Request = Messages.Signed() },
        ]);
        var replies = await ReadAllAsync(call);
        await sending;

        Assert.Equal(
            [(int)StatusCode.InvalidArgument, (int)StatusCode.InvalidArgument, (int)StatusCode.Unavailable],
            replies.Take(3).Select(reply => reply.Error.Code));
        Assert.StartsWith("request.method: ", replies[1].Error.Message, StringComparison.Ordinal);
        Assert.True(replies[3].Response.Authenticated);
    }

    [Fact]
    public async Task Requests_in_flight_are_bounded_and_go_on_when_the_store_answers()
    {
        const int Count = 1000, Bound = 256;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Sessions.Gate = gate.Task;
        var request = Messages.Session.Sign().ToMessage();
        using var call = host.Client.VerifyStream();

        var sending = SendAsync(call, Enumerable.Range(0, Count).Select(i => new VerifyStreamRequest { CorrelationId = (ulong)i, Request = request }));
        var reading = ReadAllAsync(call);
        while (host.Sessions.Lookups < Bound)
            await Task.Yield();
        // The bound is reached and nothing is answered yet. A unary call on the same connection makes the server run on meanwhile.
        await host.Client.VerifyAsync(Messages.Signed());
        int held = host.Sessions.Lookups;
        gate.SetResult();
        var replies = await reading;
        await sending;

        Assert.Equal(Bound, held);
        Assert.Equal(Count, replies.Count(reply => reply.Response.Authenticated));
    }

    [Fact]
    public async Task A_cancelled_stream_ends_and_leaves_the_service_well()
    {
        host.Sessions.Gate = new TaskCompletionSource().Task;
        using var source = new CancellationTokenSource();
        using var call = host.Client.VerifyStream(cancellationToken: source.Token);
        await call.RequestStream.WriteAsync(new VerifyStreamRequest { CorrelationId = 1, Request = Messages.Session.Sign().ToMessage() });
        while (host.Sessions.Lookups == 0)
            await Task.Yield();

        await source.CancelAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));
        host.Sessions.Gate = Task.CompletedTask;

        Assert.Equal(StatusCode.Cancelled, ended.StatusCode);
        Assert.True((await host.Client.VerifyAsync(Messages.Session.Sign().ToMessage())).Authenticated);
    }

    private static async Task SendAsync(
        AsyncDuplexStreamingCall<VerifyStreamRequest, VerifyStreamResponse> call, IEnumerable<VerifyStreamRequest> requests)
    {
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
    }

    private static async Task<List<VerifyStreamResponse>> ReadAllAsync(AsyncDuplexStreamingCall<VerifyStreamRequest, VerifyStreamResponse> call)
    {
        var replies = new List<VerifyStreamResponse>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
            replies.Add(reply);
        return replies;
    }
}
