using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Federation.Outbound;

/// <summary>
/// What an outbound token says. Source of names and meanings: IAM User Guide, "Understanding token claims". What is not known is left out.
/// </summary>
public sealed record OutboundClaims
{
    /// <summary>The most octets that the claims may take. The real limit is not published; this one keeps tokens within usual header sizes.</summary>
    public const int MaximumLength = 8192;

    // Nobody puts the claims into a page; escapes would only lengthen them.
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The condition keys of a session that have a claim of their own.</summary>
    private static readonly (string Key, string Claim)[] OfSession =
    [
        ("ec2:SourceInstanceArn", "ec2_source_instance_arn"),
        ("aws:Ec2InstanceSourceVpc", "ec2_instance_source_vpc"),
        ("aws:Ec2InstanceSourcePrivateIPv4", "ec2_instance_source_private_ipv4"),
        ("ec2:RoleDelivery", "ec2_role_delivery"),
        ("lambda:SourceFunctionArn", "lambda_source_function_arn"),
        ("glue:CredentialIssuingService", "glue_credential_issuing_service"),
        ("identitystore:UserId", "identity_store_user_id"),
        ("identitystore:IdentityStoreArn", "identity_store_arn"),
    ];

    public required string Issuer { get; init; }

    public required IReadOnlyList<string> Audience { get; init; }

    public required Caller Caller { get; init; }

    /// <summary>Gets the region that was called.</summary>
    public required string Region { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset Expiration { get; init; }

    public required string TokenId { get; init; }

    public IReadOnlyList<Tag> RequestTags { get; init; } = [];

    /// <summary>Writes the claims as JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plainly))
        {
            writer.WriteStartObject();
            writer.WriteString("iss"u8, Issuer);
            WriteAudience(writer);
            writer.WriteString("sub"u8, Caller.Principal.PrincipalArn);
            writer.WriteNumber("iat"u8, IssuedAt.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, Expiration.ToUnixTimeSeconds());
            writer.WriteString("jti"u8, TokenId);
            writer.WriteStartObject("https://sts.amazonaws.com/"u8);
            WriteIdentity(writer);
            if (Caller.Session is { } session)
                WriteSession(writer, session);
            WriteTags(writer, "request_tags", RequestTags);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    // RFC 7519 section 4.1.3 allows both forms; whether the service writes one audience as a text is seen in its samples only.
    private void WriteAudience(Utf8JsonWriter writer)
    {
        if (Audience is [var only])
        {
            writer.WriteString("aud"u8, only);
            return;
        }
        writer.WriteStartArray("aud"u8);
        foreach (string audience in Audience)
            writer.WriteStringValue(audience);
        writer.WriteEndArray();
    }

    private void WriteIdentity(Utf8JsonWriter writer)
    {
        writer.WriteString("aws_account"u8, Caller.Account.Id.ToString());
        writer.WriteString("source_region"u8, Region);
        if (Caller.Directory.OrganizationOf(Caller.Account.Id) is { } organization)
        {
            writer.WriteString("org_id"u8, organization.Id);
            writer.WriteString("ou_path"u8, organization.PathOf(Caller.Account.Id));
        }
        // A session's tags stand before those of its role or user, as in aws:PrincipalTag.
        IReadOnlyList<Tag> session = Caller.Session?.Facts?.Tags ?? [];
        WriteTags(writer, "principal_tags", [.. Caller.Policies.Tags.Where(tag => !session.Any(other => IsSameKey(tag, other))), .. session]);
    }

    private static void WriteSession(Utf8JsonWriter writer, Session session)
    {
        if (session.Kind == SessionKind.Role)
        {
            writer.WriteString(
                "original_session_exp"u8,
                session.Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }
        if (session.Facts is not { } facts)
            return;
        if (facts.FederatedProvider is { } provider)
            writer.WriteString("federated_provider"u8, provider);
        if (facts.SourceIdentity is { } sourceIdentity)
            writer.WriteString("source_identity"u8, sourceIdentity);
        foreach (var (key, claim) in OfSession)
        {
            if (facts.Context.TryGetValue(key, out var values) && values is [var value, ..])
                writer.WriteString(claim, value);
        }
    }

    private static void WriteTags(Utf8JsonWriter writer, string name, IReadOnlyList<Tag> tags)
    {
        if (tags.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach (var tag in tags)
            writer.WriteString(tag.Key, tag.Value);
        writer.WriteEndObject();
    }

    private static bool IsSameKey(Tag one, Tag other) => one.Key.Equals(other.Key, StringComparison.OrdinalIgnoreCase);
}
