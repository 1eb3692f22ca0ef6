using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Hosting;

/// <summary>
/// A free port that is taken before the host is built, because the built-in seed names the issuer and the issuer names the port. The very
/// socket is handed on, so nobody else can take the port in between.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly IPEndPoint endPoint;
    private Socket? socket;

    private ReservedPort(Socket socket, IPEndPoint endPoint) => (this.socket, this.endPoint) = (socket, endPoint);

    public int Number => endPoint.Port;

    /// <summary>Takes a port where the listener asks for any; null where it names one, or where none can be had, which listening will say.</summary>
    public static ReservedPort? TakeIfFree(ListenUrl url)
    {
        if (url.Port != 0 || url.Address is not { } address)
            return null;
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(address, 0));
            return new ReservedPort(socket, (IPEndPoint)socket.LocalEndPoint!);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public void HandTo(SocketTransportOptions transport) => transport.CreateBoundListenSocket = wanted =>
        wanted.Equals(endPoint) && Interlocked.Exchange(ref socket, null) is { } taken
            ? taken
            : SocketTransportOptions.CreateDefaultBoundListenSocket(wanted);

    public void Dispose() => Interlocked.Exchange(ref socket, null)?.Dispose();
}
