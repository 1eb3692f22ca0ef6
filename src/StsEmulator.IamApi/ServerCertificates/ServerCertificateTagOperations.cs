using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.ServerCertificates;

/// <summary>The tags of server certificates.</summary>
internal static class ServerCertificateTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } = new TagOperation<ServerCertificate>(
        "ServerCertificate", NamedServerCertificate.ServerCertificate, certificate => certificate.Tags,
        (certificate, tags) => certificate with { Tags = tags }, StringComparer.Ordinal).Table;
}
