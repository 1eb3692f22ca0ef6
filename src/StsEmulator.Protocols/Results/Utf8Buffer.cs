using System.Buffers;
using System.Text;

namespace StsEmulator.Protocols.Results;

/// <summary>A growing buffer of UTF-8, kept per thread, so that writing an answer allocates nothing.</summary>
public sealed class Utf8Buffer : IBufferWriter<byte>
{
    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int KeptLength = 64 * 1024;

    [ThreadStatic]
    private static Utf8Buffer? spare;

    private byte[] bytes = new byte[4096];
    private int length;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Takes this thread's spare buffer, or a new one.</summary>
    public static Utf8Buffer Rent()
    {
        var buffer = spare ?? new Utf8Buffer();
        spare = null;
        buffer.length = 0;
        return buffer;
    }

    /// <summary>Gives the buffer back. It may hold secrets, so what was written is wiped.</summary>
    public void Return()
    {
        if (bytes.Length > KeptLength)
            return;
        bytes.AsSpan(0, length).Clear();
        length = 0;
        spare = this;
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Write(ReadOnlySpan<byte> text)
    {
        Ensure(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    public void Write(ReadOnlySpan<char> text)
    {
        Ensure(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    private void Ensure(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
    }
}
