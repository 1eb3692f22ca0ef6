using System.Net;
using System.Net.Sockets;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Discovery;

/// <summary>Where an address lies. Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890).</summary>
internal enum AddressReach
{
    Public,

    /// <summary>Networks of one organisation: RFC 1918, RFC 6598, RFC 4193.</summary>
    Private,

    Loopback,

    /// <summary>Link-local, multicast, reserved, or a wrapping of an IPv4 address: nobody's identity provider lives there.</summary>
    Special,
}

internal static class AddressReaches
{
    private static readonly IPNetwork[] PrivateNetworks = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private static readonly IPNetwork[] SpecialNetworks = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>The only part of IPv6 in which public addresses are given out.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static AddressReach Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return AddressReach.Loopback;
        if (Array.Exists(PrivateNetworks, network => network.Contains(address)))
            return AddressReach.Private;
        return Array.Exists(SpecialNetworks, network => network.Contains(address))
            || (address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address))
            ? AddressReach.Special
            : AddressReach.Public;
    }

    /// <summary>Says whether a provider's document may be fetched from this address; without TLS only this machine may answer.</summary>
    public static bool Admit(this IssuerAddresses addresses, IPAddress address, OidcProvider provider, bool isSecure)
    {
        if (addresses == IssuerAddresses.Any)
            return true;
        var reach = Of(address);
        if (!isSecure && reach != AddressReach.Loopback)
            return false;
        return reach == AddressReach.Public
            || (addresses == IssuerAddresses.Seed && provider.MayBePrivate && reach is (AddressReach.Private or AddressReach.Loopback));
    }

    private static IPNetwork[] Networks(params string[] texts) => Array.ConvertAll(texts, IPNetwork.Parse);
}
