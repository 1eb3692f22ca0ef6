namespace StsEmulator.Iam.Identifiers;

/// <summary>What a unique id names; the four-letter prefixes are IAM's.</summary>
public enum UniqueIdKind
{
    User,
    Role,
    Group,
    InstanceProfile,
    ManagedPolicy,
    PolicyVersion,
    ServiceSpecificCredential,
    ServerCertificate,
}
