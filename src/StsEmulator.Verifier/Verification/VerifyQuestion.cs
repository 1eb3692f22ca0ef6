using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// What a <see cref="VerifyRequest"/> asks, with text as octets. Nothing is judged yet: <see cref="RequestReader"/> says whether it can be
/// a request.
/// </summary>
internal sealed class VerifyQuestion
{
    public string Method { get; set; } = "";

    /// <summary>Gets or sets the octets of the target, one a char; empty where none was given.</summary>
    public string Target { get; set; } = "";

    public HeaderField[] Headers { get; set; } = [];

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Gets or sets the digest as it was given; null where the body itself was given, or nothing.</summary>
    public ReadOnlyMemory<byte>? BodySha256 { get; set; }

    public string SourceAddress { get; set; } = "";

    public Google.Protobuf.WellKnownTypes.Timestamp? ReceivedAt { get; set; }

    public bool IsTls { get; set; }

    public string ExpectedService { get; set; } = "";

    public IReadOnlyList<string> ExpectedRegions { get; set; } = [];

    public ProtocolFamily ProtocolFamily { get; set; }

    public bool Explain { get; set; }

    public bool AllowUnsignedPayload { get; set; }

    public static VerifyQuestion Of(VerifyRequest message)
    {
        var question = new VerifyQuestion
        {
            Method = message.Method,
            Target = message.TargetCase switch
            {
                VerifyRequest.TargetOneofCase.RawTarget => OctetText.Of(message.RawTarget),
                VerifyRequest.TargetOneofCase.RawTargetBytes => OctetText.Of(message.RawTargetBytes),
                _ => "",
            },
            Headers = new HeaderField[message.Headers.Count],
            SourceAddress = message.SourceAddress,
            ReceivedAt = message.ReceivedAt,
            IsTls = message.IsTls,
            ExpectedService = message.ExpectedService,
            ExpectedRegions = message.ExpectedRegions,
            ProtocolFamily = message.ProtocolFamily,
            Explain = message.Explain,
            AllowUnsignedPayload = message.AllowUnsignedPayload,
        };
        for (int i = 0; i < question.Headers.Length; i++)
            question.Headers[i] = HeaderOf(message.Headers[i]);
        if (message.PayloadCase == VerifyRequest.PayloadOneofCase.Body)
            question.Body = message.Body.Memory;
        else if (message.PayloadCase == VerifyRequest.PayloadOneofCase.BodySha256)
            question.BodySha256 = message.BodySha256.Memory;
        return question;
    }

    private static HeaderField HeaderOf(Header header) => new(OctetText.Of(header.Name), header.ContentCase switch
    {
        Header.ContentOneofCase.Value => OctetText.Of(header.Value),
        Header.ContentOneofCase.ValueBytes => OctetText.Of(header.ValueBytes),
        _ => "",
    });
}
