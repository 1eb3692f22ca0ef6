using System.Text;
using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>iam/info</c>: the instance profile. SDKs read it before they ask for credentials.</summary>
internal sealed class InstanceProfileNode(InstanceProfiles profiles) : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => profiles.Find(reader.Instance) is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        if (profiles.Find(reader.Instance) is not { } attached)
            return ValueTask.FromResult<MetadataContent?>(null);
        var launched = reader.Instance.LaunchTime;
        if (attached is not { Account: { } account, Profile: { } profile })
        {
            // The code for a profile that is gone (unverified).
            return Json(
                launched, "InstanceProfileNotFound", new JsonLine("Message", $"The instance profile {reader.Instance.InstanceProfile} does not exist."));
        }
        return Json(
            profile.CreateDate > launched ? profile.CreateDate : launched,
            "Success",
            new JsonLine("InstanceProfileArn", profile.Arn(account.Partition)),
            new JsonLine("InstanceProfileId", profile.InstanceProfileId));
    }

    private static ValueTask<MetadataContent?> Json(DateTimeOffset updated, string code, params ReadOnlySpan<JsonLine> lines) =>
        ValueTask.FromResult<MetadataContent?>(new MetadataContent(
            MetadataJson.Write([new("Code", code), new("LastUpdated", MetadataJson.Time(updated)), .. lines]), updated));
}

/// <summary><c>iam/security-credentials/</c>: the bare name of the role, and under it the role's credentials.</summary>
internal sealed class RoleListingNode(InstanceProfiles profiles, CurrentRoleCredentials current, bool includesAccount) : MetadataNode
{
    private readonly RoleCredentialsNode credentials = new(profiles, current, includesAccount);

    public override bool IsDirectory => true;

    public override bool IsPresent(MetadataReader reader) => profiles.Find(reader.Instance)?.Role is not null;

    public override MetadataNode? Find(ReadOnlySpan<char> name, MetadataReader reader) =>
        profiles.Find(reader.Instance)?.Role is { } role && name.SequenceEqual(role.RoleName) ? credentials : null;

    // No slash, no newline: clients append the body to the path as it is.
    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(profiles.Find(reader.Instance)?.Role is { } role
            ? new MetadataContent(Encoding.UTF8.GetBytes(role.RoleName), reader.Instance.LaunchTime)
            : null);
}

/// <summary>The credentials of the instance's role.</summary>
internal sealed class RoleCredentialsNode(InstanceProfiles profiles, CurrentRoleCredentials current, bool includesAccount) : MetadataNode
{
    public override async ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        if (profiles.Find(reader.Instance) is not { Account: { } account, Role: { } role })
            return null;
        var credentials = reader.CredentialsLife is { } life
            ? await current.IssueApartAsync(reader.Instance, reader.Delivery, account, role, life, cancellationToken)
            : await current.GetAsync(reader.Instance, reader.Delivery, account, role, cancellationToken);
        return includesAccount ? credentials.Extended : credentials.Plain;
    }
}
