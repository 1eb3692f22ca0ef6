namespace StsEmulator.Iam.Policies;

/// <summary>The kinds of policy. Each has its own grammar and its own part in a decision.</summary>
public enum PolicyType
{
    /// <summary>A policy of a user, group or role: no principal, resources required.</summary>
    Identity,

    /// <summary>A policy of a resource: principals required.</summary>
    Resource,

    /// <summary>A role's trust policy: a resource policy without resources, whose Allow is required.</summary>
    Trust,
    PermissionsBoundary,

    /// <summary>A policy passed when a session is made; it only narrows.</summary>
    Session,
    ServiceControl,
    ResourceControl,
    VpcEndpoint,
}
