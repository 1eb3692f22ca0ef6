using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>identity-credentials/ec2/info</c>: the account of the instance, also without a profile.</summary>
internal sealed class IdentityCredentialsNode(InstanceProfiles profiles) : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => profiles.AccountOf(reader.Instance) is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        var launched = reader.Instance.LaunchTime;
        return ValueTask.FromResult(profiles.AccountOf(reader.Instance) is { } account
            ? new MetadataContent(
                MetadataJson.Write([new("Code", "Success"), new("LastUpdated", MetadataJson.Time(launched)), new("AccountId", account)]), launched)
            : null);
    }
}

/// <summary><c>identity-credentials/ec2/security-credentials/ec2-instance</c>: the credentials of the instance as itself.</summary>
internal sealed class InstanceIdentityNode(CurrentIdentityCredentials current) : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => current.AccountOf(reader) is not null;

    public override async ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        (await current.GetAsync(reader, cancellationToken))?.Plain;
}
