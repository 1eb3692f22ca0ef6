using Google.Protobuf;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>One reply of a stream: the answer, or what would have been the status of a call of its own.</summary>
internal sealed class StreamReply
{
    private const byte CorrelationIdTag = (1 << 3) | (byte)WireFields.Varint;
    private const byte ResponseTag = (2 << 3) | (byte)WireFields.LengthDelimited;

    private readonly ulong correlationId;
    private readonly VerifyReply? reply;
    private readonly VerifyStreamResponse? error;

    public StreamReply(ulong correlationId, VerifyReply reply)
    {
        this.correlationId = correlationId;
        this.reply = reply;
    }

    public StreamReply(ulong correlationId, StreamError error) =>
        this.error = new VerifyStreamResponse { CorrelationId = correlationId, Error = error };

    public int Size => error?.CalculateSize() ?? NumberSize + 1 + CodedOutputStream.ComputeLengthSize(reply!.Size) + reply.Size;

    /// <remarks>Zero is the default and is left out, as in all of proto3.</remarks>
    private int NumberSize => correlationId == 0 ? 0 : 1 + CodedOutputStream.ComputeUInt64Size(correlationId);

    /// <summary>Writes exactly <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        if (reply is null)
        {
            error!.WriteTo(destination);
            return;
        }
        var output = new WireOutput(destination);
        if (correlationId != 0)
        {
            output.Write(CorrelationIdTag);
            output.WriteVarint(correlationId);
        }
        output.Write(ResponseTag);
        output.WriteVarint((uint)reply.Size);
        reply.Write(output.Rest);
    }
}
