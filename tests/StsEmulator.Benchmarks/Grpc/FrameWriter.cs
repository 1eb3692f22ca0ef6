using System.Buffers.Binary;
using System.Text;

namespace StsEmulator.Benchmarks.Grpc;

/// <summary>The HTTP/2 frames that a gRPC client sends, ready as octets. Source: RFC 9113 section 6, RFC 7541 section 6.2.2.</summary>
internal sealed class FrameWriter
{
    private const byte Data = 0x0, Headers = 0x1, Settings = 0x4, Ping = 0x6, WindowUpdate = 0x8;
    private const byte EndStream = 0x1, Acknowledgement = 0x1, EndHeaders = 0x4;
    private const int LargestWindow = int.MaxValue, DefaultWindow = 65_535;

    private readonly byte[] headerBlock;
    private readonly byte[] message;
    private byte[] bytes = new byte[256 * 1024];
    private int length;

    /// <param name="message">One encoded message; its prefix of five octets is added.</param>
    public FrameWriter(string authority, string path, byte[] message)
    {
        this.message = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(this.message.AsSpan(1), message.Length);
        message.CopyTo(this.message, 5);
        var block = new List<byte> { 0x83, 0x86 };
        Add(block, [0x04], path);
        Add(block, [0x01], authority);
        Add(block, [0x0f, 0x10], "application/grpc");
        Add(block, [0x00, 0x02, (byte)'t', (byte)'e'], "trailers");
        headerBlock = [.. block];
    }

    public int MessageLength => message.Length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Clear() => length = 0;

    /// <summary>The preface; flow control towards this client is opened as far as it goes.</summary>
    public void WritePreface()
    {
        Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        WriteHeader(6, Settings, 0, 0);
        Write([0x0, 0x4, 0x7f, 0xff, 0xff, 0xff]);
        WriteHeader(4, WindowUpdate, 0, 0);
        WriteNumber(LargestWindow - DefaultWindow);
    }

    public void WriteSettingsAcknowledgement() => WriteHeader(0, Settings, Acknowledgement, 0);

    public void WritePingAcknowledgement(ReadOnlySpan<byte> payload)
    {
        WriteHeader(payload.Length, Ping, Acknowledgement, 0);
        Write(payload);
    }

    public void WriteHeaders(int stream)
    {
        WriteHeader(headerBlock.Length, Headers, EndHeaders, stream);
        Write(headerBlock);
    }

    public void WriteMessage(int stream, bool isLast)
    {
        WriteHeader(message.Length, Data, isLast ? EndStream : (byte)0, stream);
        Write(message);
    }

    /// <summary>A literal field that is not to be indexed; every value here is shorter than 127 octets.</summary>
    private static void Add(List<byte> block, byte[] name, string value)
    {
        block.AddRange(name);
        block.Add((byte)value.Length);
        block.AddRange(Encoding.ASCII.GetBytes(value));
    }

    private void WriteHeader(int payloadLength, byte type, byte flags, int stream)
    {
        WriteNumber((payloadLength << 8) | type);
        Write([flags]);
        WriteNumber(stream);
    }

    private void WriteNumber(int number)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(octets, number);
        Write(octets);
    }

    private void Write(ReadOnlySpan<byte> octets)
    {
        if (length + octets.Length > bytes.Length)
            Array.Resize(ref bytes, bytes.Length * 2);
        octets.CopyTo(bytes.AsSpan(length));
        length += octets.Length;
    }
}
