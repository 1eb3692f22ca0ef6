using System.Text.Json.Serialization;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>One record of the directory, as stores keep it: plain data, policies as text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Kind")]
[JsonDerivedType(typeof(Account), nameof(EntityKind.Account))]
[JsonDerivedType(typeof(User), nameof(EntityKind.User))]
[JsonDerivedType(typeof(Group), nameof(EntityKind.Group))]
[JsonDerivedType(typeof(Role), nameof(EntityKind.Role))]
[JsonDerivedType(typeof(ManagedPolicy), nameof(EntityKind.ManagedPolicy))]
[JsonDerivedType(typeof(InstanceProfile), nameof(EntityKind.InstanceProfile))]
[JsonDerivedType(typeof(OidcProvider), nameof(EntityKind.OidcProvider))]
[JsonDerivedType(typeof(SamlProvider), nameof(EntityKind.SamlProvider))]
[JsonDerivedType(typeof(Organization), nameof(EntityKind.Organization))]
[JsonDerivedType(typeof(VirtualMfaDevice), nameof(EntityKind.VirtualMfaDevice))]
[JsonDerivedType(typeof(ServerCertificate), nameof(EntityKind.ServerCertificate))]
public abstract record DirectoryEntity
{
    /// <summary>Gets the account that owns the record.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>Gets when the record was made.</summary>
    public DateTimeOffset CreateDate { get; init; }

    [JsonIgnore]
    public abstract EntityKey Key { get; }
}
