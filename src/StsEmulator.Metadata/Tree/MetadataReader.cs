using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>Who reads: the instance, by which version of the service, and when by the emulator's clock.</summary>
internal readonly record struct MetadataReader(SimulatedInstance Instance, RoleDelivery Delivery, DateTimeOffset Now)
{
    /// <summary>Gets the life of the credentials that a fault wants served; null for the current ones.</summary>
    public TimeSpan? CredentialsLife { get; init; }
}
