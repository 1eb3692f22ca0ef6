using System.Buffers;
using Grpc.Core;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>How questions are read and replies written: straight from and to the bytes of a call, falling back on the generated forms.</summary>
internal static class VerifyMarshallers
{
    public static Marshaller<VerifyQuestion> Question { get; } = new(
        static (_, _) => throw new NotSupportedException("Questions are read only."),
        static context => Read(
            context.PayloadAsReadOnlySequence(), WireQuestion.TryRead,
            static payload => VerifyQuestion.Of(VerifierBinding.Read(VerifyRequest.Parser, payload))));

    public static Marshaller<StreamQuestion> StreamQuestion { get; } = new(
        static (_, _) => throw new NotSupportedException("Questions are read only."),
        static context => Read(
            context.PayloadAsReadOnlySequence(), Verification.StreamQuestion.TryRead,
            static payload => Verification.StreamQuestion.Of(VerifierBinding.Read(VerifyStreamRequest.Parser, payload))));

    public static Marshaller<VerifyReply> Reply { get; } = new(
        static (reply, context) =>
        {
            int size = reply.Size;
            reply.Write(Reserve(context, size));
            Complete(context, size);
        },
        static _ => throw new NotSupportedException("Replies are written only."));

    public static Marshaller<StreamReply> StreamReply { get; } = new(
        static (reply, context) =>
        {
            int size = reply.Size;
            reply.Write(Reserve(context, size));
            Complete(context, size);
        },
        static _ => throw new NotSupportedException("Replies are written only."));

    private delegate bool TryReadWire<T>(ReadOnlySpan<byte> message, out T? value);

    private static T Read<T>(ReadOnlySequence<byte> payload, TryReadWire<T> tryRead, Func<ReadOnlySequence<byte>, T> readGenerated)
        where T : class
    {
        if (payload.IsSingleSegment)
            return tryRead(payload.FirstSpan, out var value) ? value! : readGenerated(payload);
        int length = checked((int)payload.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            payload.CopyTo(rented);
            return tryRead(rented.AsSpan(0, length), out var value) ? value! : readGenerated(payload);
        }
        finally
        {
            // Requests hold credentials; the next renter must not find them.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static Span<byte> Reserve(SerializationContext context, int size)
    {
        context.SetPayloadLength(size);
        return context.GetBufferWriter().GetSpan(size)[..size];
    }

    private static void Complete(SerializationContext context, int size)
    {
        context.GetBufferWriter().Advance(size);
        context.Complete();
    }
}
