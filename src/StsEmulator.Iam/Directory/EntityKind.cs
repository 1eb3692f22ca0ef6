namespace StsEmulator.Iam.Directory;

/// <summary>The kinds of record a directory holds; the names are part of the stored form.</summary>
public enum EntityKind
{
    Account,
    User,
    Group,
    Role,
    ManagedPolicy,
    InstanceProfile,
    OidcProvider,
    SamlProvider,
    Organization,
    VirtualMfaDevice,
    ServerCertificate,
}
