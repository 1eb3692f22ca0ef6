using Grpc.Core;

namespace StsEmulator.Verifier.Tests;

/// <summary>Bytes that are no protobuf message, sent past the generated client.</summary>
public sealed class VerifierBindingTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    public static TheoryData<string, byte[]> NoMessages => new()
    {
        { "a length beyond the end", [0x0A, 0x7F, 0x41] },
        { "a field number of zero", [0x00, 0x00] },
        { "a group without an end", [0x0B] },
        { "a varint of eleven bytes", [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] },
    };

    [Theory, MemberData(nameof(NoMessages)), InlineData("a text that is not UTF-8", new byte[] { 0x0A, 0x02, 0xC3, 0x28 })]
    public async Task What_is_no_message_is_an_invalid_argument_of_every_unary_method(string what, byte[] bytes)
    {
        await using var host = await VerifierHost.StartAsync();
        foreach (string name in new[] { "Verify", "Authorize", "Check" })
        {
            var method = new Method<byte[], byte[]>(MethodType.Unary, "sts_emulator.verifier.v1.Verifier", name, Bytes, Bytes);

            var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Channel.CreateCallInvoker()
                .AsyncUnaryCall(method, null, new CallOptions(cancellationToken: TestContext.Current.CancellationToken), bytes));

            Assert.True(failure.StatusCode == StatusCode.InvalidArgument, $"{name}, {what}: {failure.Status}");
            Assert.Equal($"The bytes are not a message of type {name}Request.", failure.Status.Detail);
        }
    }

    [Theory, MemberData(nameof(NoMessages))]
    public async Task What_is_no_message_ends_a_stream_with_an_invalid_argument(string what, byte[] bytes)
    {
        await using var host = await VerifierHost.StartAsync();
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "sts_emulator.verifier.v1.Verifier", "VerifyStream", Bytes, Bytes);
        using var call = host.Channel.CreateCallInvoker()
            .AsyncDuplexStreamingCall(method, null, new CallOptions(cancellationToken: TestContext.Current.CancellationToken));

        await call.RequestStream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.True(failure.StatusCode == StatusCode.InvalidArgument, $"{what}: {failure.Status}");
    }
}
