using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// A server certificate. Its private key is checked when it is uploaded and not kept: no answer of IAM has it, and no load balancer is here
/// that would serve it.
/// </summary>
public sealed record ServerCertificate : DirectoryEntity
{
    public required string ServerCertificateName { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>Gets the unique id, <c>ASCA…</c>.</summary>
    public required string ServerCertificateId { get; init; }

    /// <summary>Gets the certificate as PEM, as it was uploaded.</summary>
    public required string CertificateBody { get; init; }

    /// <summary>Gets the certificates of its issuers as PEM, or null.</summary>
    public string? CertificateChain { get; init; }

    public DateTimeOffset Expiration { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.ServerCertificate, ServerCertificateName);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:server-certificate{Path}{ServerCertificateName}";
}
