using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>
/// An instance, by its id and the delivery version: it keeps its credentials when its settings change, which makes it another object.
/// </summary>
internal readonly struct InstanceHolder(SimulatedInstance instance, RoleDelivery delivery) : IEquatable<InstanceHolder>
{
    public SimulatedInstance Instance => instance;

    public RoleDelivery Delivery => delivery;

    public bool Equals(InstanceHolder other) => Delivery == other.Delivery && Instance.InstanceId == other.Instance.InstanceId;

    public override bool Equals(object? obj) => obj is InstanceHolder other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Instance.InstanceId, Delivery);
}
