using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Credentials;

/// <summary>What a role's path answers: its credentials or why there are none, ready to be sent, with and without the account.</summary>
internal sealed class RoleCredentials
{
    private RoleCredentials(MetadataContent plain, MetadataContent extended)
    {
        Plain = plain;
        Extended = extended;
    }

    public MetadataContent Plain { get; }

    /// <summary>Gets the answer under <c>security-credentials-extended</c>.</summary>
    public MetadataContent Extended { get; }

    public static RoleCredentials Of(StoredCredentials credentials, AccountId account)
    {
        ReadOnlySpan<JsonLine> lines =
        [
            new("Code", "Success"),
            new("LastUpdated", MetadataJson.Time(credentials.IssuedAt)),
            new("Type", "AWS-HMAC"),
            new("AccessKeyId", credentials.AccessKeyId),
            new("SecretAccessKey", credentials.SecretAccessKey),
            new("Token", credentials.Token),
            new("Expiration", MetadataJson.Time(credentials.Expiration)),
            new("AccountId", account.ToString()),
        ];
        return new RoleCredentials(
            new MetadataContent(MetadataJson.Write(lines[..^1]), credentials.IssuedAt),
            new MetadataContent(MetadataJson.Write(lines), credentials.IssuedAt));
    }

    /// <summary>A failure, which the service answers with 200 and a code.</summary>
    public static RoleCredentials Failed(string code, string message, DateTimeOffset now)
    {
        var content = new MetadataContent(
            MetadataJson.Write([new("Code", code), new("Message", message), new("LastUpdated", MetadataJson.Time(now))]), now);
        return new RoleCredentials(content, content);
    }
}
