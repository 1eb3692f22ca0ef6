using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier.Tests.Verification;

public sealed class RequestReaderTests
{
    public static TheoryData<string, Action<VerifyRequest>> Unreadable => new()
    {
        { "method", m => m.Method = "" },
        { "method", m => m.Method = "GE T" },
        { "method", m => m.Method = new string('A', 33) },
        { "raw_target", m => m.ClearTarget() },
        { "raw_target", m => m.RawTarget = "/" + new string('a', 32 * 1024) },
        { "raw_target", m => m.RawTargetBytes = ByteString.Empty },
        { "headers[0].name", m => m.Headers[0].Name = "" },
        { "headers[0]", m => m.Headers[0].Value = new string('v', (32 * 1024) - 4 + 1) },
        { "body", m => m.Body = ByteString.CopyFrom(new byte[(1024 * 1024) + 1]) },
        { "body_sha256", m => m.BodySha256 = ByteString.CopyFrom(new byte[31]) },
        { "body_sha256", m => m.BodySha256 = ByteString.CopyFromUtf8(new string('g', 64)) },
        { "source_address", m => m.SourceAddress = "nowhere" },
        { "received_at", m => m.ReceivedAt = new Timestamp { Seconds = 253_402_300_800 } },
        { "received_at", m => m.ReceivedAt = new Timestamp { Nanos = -1 } },
    };

    public static TheoryData<Action<VerifyRequest>> AtTheLimit => new()
    {
        m => m.Method = new string('A', 32),
        m => m.RawTarget = "/" + new string('a', (32 * 1024) - 1),
        m => m.Headers[0].Value = new string('v', (32 * 1024) - 4),
        m => m.Body = ByteString.CopyFrom(new byte[1024 * 1024]),
        m => m.BodySha256 = ByteString.CopyFrom(new byte[32]),
        m => m.ClearPayload(),
        m => m.Headers.Clear(),
        m => m.SourceAddress = "2001:db8::1",
        m => m.ReceivedAt = new Timestamp { Seconds = 253_402_300_799, Nanos = 999_999_999 },
    };

    [Theory, MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_a_request_is_refused_by_naming_the_field(string field, Action<VerifyRequest> change)
    {
        var message = Ordinary().With(change);

        bool isRead = RequestReader.TryRead(VerifyQuestion.Of(message), out _, out var problem);

        Assert.False(isRead);
        Assert.Equal(field, problem!.Field);
    }

    [Theory, MemberData(nameof(AtTheLimit), DisableDiscoveryEnumeration = true)]
    public void What_is_at_its_limit_is_read(Action<VerifyRequest> change)
    {
        var message = Ordinary().With(change);

        bool isRead = RequestReader.TryRead(VerifyQuestion.Of(message), out var request, out _);

        Assert.True(isRead);
        Assert.Equal(message.Headers.Count, request!.Headers.Length);
    }

    private static VerifyRequest Ordinary() =>
        new() { Method = "GET", RawTarget = "/", Headers = { new Header { Name = "host", Value = "example.com" } } };
}
