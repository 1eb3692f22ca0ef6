using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace StsEmulator.Benchmarks.Grpc;

/// <summary>
/// A gRPC load on one connection that keeps a number of requests in flight and does as little as can be done for each: the frames are
/// ready beforehand and replies are counted by their length. An ordinary client costs as much as a server and would be what is measured.
/// </summary>
internal sealed class FrameClient : IDisposable
{
    private const int Data = 0x0, Headers = 0x1, Reset = 0x3, Settings = 0x4, Ping = 0x6, GoAway = 0x7, WindowUpdate = 0x8;
    private const int FrameHeader = 9, InitialWindowSetting = 4;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly FrameWriter writer;
    private readonly int replyLength;
    private readonly int streams;
    private readonly int inFlight;
    private readonly Dictionary<int, StreamState> open = [];
    private readonly byte[] received = new byte[1024 * 1024];
    private int receivedLength;
    private int idleCalls;
    private int nextStream = 1;
    private long connectionWindow = 65_535;
    private long streamWindow = 65_535;

    /// <param name="replyLength">The length of every encoded reply, without its prefix; another length ends the run.</param>
    /// <param name="streams">How many bidirectional streams; 0 for unary calls.</param>
    /// <param name="inFlight">How many requests are in flight, on each stream or in all.</param>
    public FrameClient(int port, string path, byte[] message, int replyLength, int streams, int inFlight)
    {
        writer = new FrameWriter($"127.0.0.1:{port}", path, message);
        this.replyLength = replyLength + 5;
        this.streams = streams;
        this.inFlight = inFlight;
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <summary>Gets how many whole replies have come.</summary>
    public long Replies { get; private set; }

    private bool IsUnary => streams == 0;

    /// <summary>Opens the connection and the first requests.</summary>
    public void Start()
    {
        writer.WritePreface();
        Flush();
        // The server's settings come first and say how much it takes.
        while (streamWindow == 65_535)
            Receive();
        for (int i = 0; i < streams; i++)
            OpenStream().Credit = inFlight;
        if (IsUnary)
            idleCalls = inFlight;
    }

    /// <summary>Keeps the load up for a while and gives the replies a second.</summary>
    public double Run(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp(), before = Replies;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            SendWhatFits();
            Flush();
            Receive();
        }
        return (Replies - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => socket.Dispose();

    private StreamState OpenStream()
    {
        var state = new StreamState { Id = nextStream, Window = streamWindow };
        open.Add(nextStream, state);
        writer.WriteHeaders(nextStream);
        nextStream += 2;
        return state;
    }

    private void SendWhatFits()
    {
        if (IsUnary)
        {
            for (; idleCalls > 0 && connectionWindow >= writer.MessageLength; idleCalls--)
                Send(OpenStream(), isLast: true);
            return;
        }
        foreach (var stream in open.Values)
        {
            for (; stream.Credit > 0 && Math.Min(connectionWindow, stream.Window) >= writer.MessageLength; stream.Credit--)
                Send(stream, isLast: false);
        }
    }

    private void Send(StreamState stream, bool isLast)
    {
        writer.WriteMessage(stream.Id, isLast);
        connectionWindow -= writer.MessageLength;
        stream.Window -= writer.MessageLength;
    }

    private void Flush()
    {
        for (var rest = writer.Written; !rest.IsEmpty; rest = rest[socket.Send(rest)..])
        {
        }
        writer.Clear();
    }

    private void Receive()
    {
        int count = socket.Receive(received.AsSpan(receivedLength));
        if (count == 0)
            throw new InvalidOperationException("The server closed the connection.");
        receivedLength += count;
        int read = 0;
        while (receivedLength - read >= FrameHeader)
        {
            int head = BinaryPrimitives.ReadInt32BigEndian(received.AsSpan(read)), payloadLength = head >>> 8;
            if (receivedLength - read < FrameHeader + payloadLength)
                break;
            int stream = BinaryPrimitives.ReadInt32BigEndian(received.AsSpan(read + 5)) & int.MaxValue;
            Handle(head & 0xFF, received[read + 4], stream, received.AsSpan(read + FrameHeader, payloadLength));
            read += FrameHeader + payloadLength;
        }
        received.AsSpan(read, receivedLength - read).CopyTo(received);
        receivedLength -= read;
    }

    private void Handle(int type, int flags, int stream, ReadOnlySpan<byte> payload)
    {
        switch (type)
        {
            case Data:
                Count(open[stream], payload.Length);
                break;
            case Headers when (flags & 1) != 0:
                End(open[stream]);
                break;
            case Settings when (flags & 1) == 0:
                for (; payload.Length >= 6; payload = payload[6..])
                {
                    if (BinaryPrimitives.ReadInt16BigEndian(payload) == InitialWindowSetting)
                        streamWindow = BinaryPrimitives.ReadInt32BigEndian(payload[2..]);
                }
                writer.WriteSettingsAcknowledgement();
                break;
            case Ping when (flags & 1) == 0:
                writer.WritePingAcknowledgement(payload);
                break;
            case WindowUpdate when stream == 0:
                connectionWindow += BinaryPrimitives.ReadInt32BigEndian(payload);
                break;
            case WindowUpdate when open.TryGetValue(stream, out var updated):
                updated.Window += BinaryPrimitives.ReadInt32BigEndian(payload);
                break;
            case Reset or GoAway:
                throw new InvalidOperationException($"The server ended stream {stream}.");
            default:
                break;
        }
    }

    private void Count(StreamState stream, int octets)
    {
        stream.Octets += octets;
        for (; !IsUnary && stream.Octets >= replyLength; stream.Octets -= replyLength)
        {
            Replies++;
            stream.Credit++;
        }
    }

    /// <summary>A call that failed has no message, and a reply of another length is not the one that was recorded.</summary>
    private void End(StreamState stream)
    {
        if (!IsUnary || stream.Octets != replyLength)
            throw new InvalidOperationException($"A reply of {replyLength} octets was expected and {stream.Octets} came.");
        open.Remove(stream.Id);
        Replies++;
        idleCalls++;
    }

    private sealed class StreamState
    {
        public required int Id { get; init; }

        public long Window { get; set; }

        /// <summary>Gets or sets how many requests may be sent now.</summary>
        public int Credit { get; set; }

        /// <summary>Gets or sets the octets of replies that are not whole yet.</summary>
        public int Octets { get; set; }
    }
}
