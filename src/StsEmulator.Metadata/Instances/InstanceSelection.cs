using System.Collections.Frozen;
using System.Net;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Instances;

/// <summary>Tells which instance a caller is: the one with the caller's address, else the first.</summary>
internal sealed class InstanceSelection
{
    private readonly SimulatedInstance? first;
    private readonly FrozenDictionary<IPAddress, SimulatedInstance> byAddress;

    public InstanceSelection(MetadataSettings settings)
    {
        var instances = settings.Instances.Select(instance => new SimulatedInstance(instance)).ToList();
        first = instances.FirstOrDefault();
        // Only addresses that were given select: a derived one could be anybody's.
        byAddress = instances.Where(instance => instance.Settings.PrivateIpAddress is not null)
            .ToFrozenDictionary(instance => IPAddress.Parse(instance.PrivateIpAddress));
    }

    /// <returns>Null when there is no instance at all.</returns>
    public SimulatedInstance? Find(IPAddress? caller)
    {
        if (caller is null || byAddress.Count == 0)
            return first;
        var address = caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller;
        return byAddress.GetValueOrDefault(address, first!);
    }
}
