using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>Who reads: the instance, and by which version of the service.</summary>
internal readonly record struct MetadataReader(SimulatedInstance Instance, RoleDelivery Delivery);
