using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace StsEmulator.Metadata.Http;

/// <summary>
/// How many network hops a token answer survives: the time to live of its packets. The answer leaves after the request has been
/// handled, so the connection gets its usual value back with the next request on it, which the client sends when it has the token.
/// </summary>
/// <remarks>Source: EC2 User Guide, "Configure the Instance Metadata Service options", HttpPutResponseHopLimit.</remarks>
internal static class HopLimit
{
    private static readonly object Key = new();

    /// <summary>Sets the limit for the answer to this request.</summary>
    public static void Set(HttpContext context, int hops)
    {
        // A server without sockets, such as one in memory, has no hops.
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket
            || context.Features.Get<IConnectionItemsFeature>() is not { } connection)
        {
            return;
        }
        if (!connection.Items.TryGetValue(Key, out object? known) && TryGet(socket) is { } usual)
            connection.Items[Key] = known = new Hops(usual);
        (known as Hops)?.Set(socket, hops);
    }

    /// <summary>Gives the connection the value that it had before its first token answer.</summary>
    public static void Restore(HttpContext context)
    {
        if (context.Features.Get<IConnectionItemsFeature>() is { } connection && connection.Items.TryGetValue(Key, out object? known)
            && known is Hops hops && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            hops.Set(socket, hops.Usual);
        }
    }

    internal static int? TryGet(Socket socket)
    {
        try
        {
            return (int)socket.GetSocketOption(Level(socket), SocketOptionName.IpTimeToLive)!;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>A socket for both families sends to an IPv4 peer by the rules of IPv4.</summary>
    private static SocketOptionLevel Level(Socket socket) =>
        socket.RemoteEndPoint is IPEndPoint { Address: { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } }
            ? SocketOptionLevel.IPv6
            : SocketOptionLevel.IP;

    /// <summary>What one connection is set to; requests on it come one after the other.</summary>
    private sealed class Hops(int usual)
    {
        private int current = usual;

        public int Usual { get; } = usual;

        public void Set(Socket socket, int hops)
        {
            if (current == hops)
                return;
            try
            {
                socket.SetSocketOption(Level(socket), SocketOptionName.IpTimeToLive, hops);
                current = hops;
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // The client has left; its answer goes nowhere.
            }
        }
    }
}
