using System.Collections.Immutable;
using System.Net;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Instances;

/// <summary>What became of an instance that was put.</summary>
public enum FleetChange
{
    Created,
    Replaced,

    /// <summary>Another instance has the private address.</summary>
    AddressTaken,

    /// <summary>There are as many instances as there may be.</summary>
    Full,
}

/// <summary>
/// The instances of this process, which change while it runs. Readers see one immutable picture without a lock; whoever changes it
/// makes the next one.
/// </summary>
public sealed class InstanceFleet(MetadataSettings seed)
{
    /// <summary>The most instances there may be, those of the seed included.</summary>
    public const int MaximumCount = 10_000;

    private readonly Lock gate = new();
    private volatile Picture current = Picture.Of(seed);

    /// <summary>Gets all instances, those of the seed first, then by the time they came.</summary>
    public ImmutableArray<SimulatedInstance> All => current.Ordered;

    /// <summary>Finds the instance that a caller is: the one with the caller's address, else the first.</summary>
    /// <returns>Null when there is no instance at all.</returns>
    public SimulatedInstance? Find(IPAddress? caller) => current.Find(caller);

    public SimulatedInstance? Find(string instanceId) => current.ById.GetValueOrDefault(instanceId);

    /// <summary>Creates an instance, or replaces the settings of the one with this id, which keeps its place and its notices.</summary>
    public FleetChange Put(InstanceSettings settings)
    {
        lock (gate)
        {
            var before = current;
            var existing = before.ById.GetValueOrDefault(settings.InstanceId);
            if (existing is null && before.Ordered.Length >= MaximumCount)
                return FleetChange.Full;
            if (settings.PrivateIpAddress is { } address
                && before.ByAddress.TryGetValue(IPAddress.Parse(address), out var holder) && holder != existing)
            {
                return FleetChange.AddressTaken;
            }
            SimulatedInstance next = new(settings) { Notices = existing?.Notices ?? InstanceNotices.None };
            current = Picture.Of(existing is null ? before.Ordered.Add(next) : before.Ordered.Replace(existing, next));
            return existing is null ? FleetChange.Created : FleetChange.Replaced;
        }
    }

    /// <returns>Whether there was such an instance.</returns>
    public bool Remove(string instanceId)
    {
        lock (gate)
        {
            if (Find(instanceId) is not { } existing)
                return false;
            current = Picture.Of(current.Ordered.Remove(existing));
            return true;
        }
    }

    /// <summary>Changes what an instance is told about its future. The function returns null to leave it as it is.</summary>
    /// <returns>The instance as it is now; null when there is none.</returns>
    public SimulatedInstance? Notify(string instanceId, Func<InstanceNotices, InstanceNotices?> change)
    {
        lock (gate)
        {
            if (Find(instanceId) is not { } existing || change(existing.Notices) is not { } notices)
                return Find(instanceId);
            SimulatedInstance next = new(existing.Settings) { Notices = notices };
            current = Picture.Of(current.Ordered.Replace(existing, next));
            return next;
        }
    }

    /// <summary>Goes back to the instances of the seed and the notices it gave them.</summary>
    public void Reset()
    {
        lock (gate)
            current = Picture.Of(seed);
    }

    /// <summary>The instances at one moment. The dictionaries are never written after they are made.</summary>
    private sealed record Picture(
        ImmutableArray<SimulatedInstance> Ordered, Dictionary<string, SimulatedInstance> ById, Dictionary<IPAddress, SimulatedInstance> ByAddress)
    {
        public static Picture Of(MetadataSettings seed) => Of(
            [.. seed.Instances.Select(settings => new SimulatedInstance(settings)
            {
                Notices = seed.Notices.GetValueOrDefault(settings.InstanceId, InstanceNotices.None),
            })]);

        public static Picture Of(ImmutableArray<SimulatedInstance> instances)
        {
            Dictionary<string, SimulatedInstance> byId = new(instances.Length, StringComparer.Ordinal);
            Dictionary<IPAddress, SimulatedInstance> byAddress = [];
            foreach (var instance in instances)
            {
                byId[instance.InstanceId] = instance;
                // Only addresses that were given select: a derived one could be anybody's.
                if (instance.GivenAddress is { } address)
                    byAddress[address] = instance;
            }
            return new Picture(instances, byId, byAddress);
        }

        public SimulatedInstance? Find(IPAddress? caller)
        {
            if (caller is null || ByAddress.Count == 0)
                return Ordered is [var only, ..] ? only : null;
            var address = caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller;
            return ByAddress.TryGetValue(address, out var instance) ? instance : Ordered[0];
        }
    }
}
