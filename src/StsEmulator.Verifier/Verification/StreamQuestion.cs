using System.Diagnostics.CodeAnalysis;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>One message of a stream: the question, if there is one, and the caller's number for it.</summary>
internal sealed record StreamQuestion(ulong CorrelationId, VerifyQuestion? Question)
{
    private const uint CorrelationIdTag = (1 << 3) | WireFields.Varint;
    private const uint RequestTag = (2 << 3) | WireFields.LengthDelimited;

    public static StreamQuestion Of(VerifyStreamRequest message) =>
        new(message.CorrelationId, message.Request is { } request ? VerifyQuestion.Of(request) : null);

    /// <summary>Reads an ordinary message, as <see cref="WireQuestion"/> does.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out StreamQuestion? stream)
    {
        stream = null;
        ulong correlationId = 0;
        VerifyQuestion? question = null;
        var fields = new WireFields(message);
        while (!fields.AtEnd)
        {
            if (!fields.TryReadTag(out uint tag))
                return false;
            bool isRead = tag switch
            {
                CorrelationIdTag => fields.TryReadVarint(out correlationId),
                // A second one would have to be merged with the first.
                RequestTag when question is null => fields.TryReadBytes(out var bytes) && WireQuestion.TryRead(bytes, out question),
                _ => false,
            };
            if (!isRead)
                return false;
        }
        stream = new StreamQuestion(correlationId, question);
        return true;
    }
}
