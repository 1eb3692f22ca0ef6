using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.ServerCertificates;

/// <summary>Server certificates: uploaded, read, renamed, deleted.</summary>
internal static class ServerCertificateOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("UploadServerCertificate", Upload),
        new("GetServerCertificate", Get),
        new("ListServerCertificates", List),
        new("UpdateServerCertificate", Update),
        new("DeleteServerCertificate", Delete),
    ];

    private static IamOutcome Upload(IamCall call)
    {
        string path = call.Read.EntityPath();
        string name = call.Read.ServerCertificateName();
        string body = call.Read.Required("CertificateBody", 1, 16_384, TextPattern.Policy);
        string privateKey = call.Read.Required("PrivateKey", 1, 16_384, TextPattern.Policy, isSensitive: true);
        string? chain = call.Read.Optional("CertificateChain", 1, 2_097_152, TextPattern.Policy);
        var tags = call.Read.Tags();
        var refused = call.Refuse(call.Arn($"server-certificate{path}{name}"), conditions: context => TagSet.SetRequested(context, tags));
        if ((refused ?? TagSet.Check(tags, StringComparer.Ordinal)) is { } error)
            return error;
        if (call.Account.FindServerCertificate(name) is not null)
            return AlreadyExists(name);
        if (call.Account.Entities.OfType<ServerCertificate>().Count() >= IamQuotas.ServerCertificates)
            return IamErrors.LimitExceeded("ServerCertificatesPerAccount", IamQuotas.ServerCertificates);
        if (UploadedCertificate.Check(body, privateKey, chain, out var expiration) is { } malformed)
            return malformed;
        var certificate = new ServerCertificate
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            ServerCertificateName = name,
            Path = path,
            ServerCertificateId = call.Ids.UniqueId(UniqueIdKind.ServerCertificate, call.AccountId),
            CertificateBody = body,
            CertificateChain = chain,
            Expiration = expiration,
            Tags = tags,
        };
        return IamOutcome.Of(writer =>
        {
            Metadata(writer, certificate, call.Partition);
            if (tags.Count > 0)
                writer.Tags(tags);
        }).Writing(certificate);
    }

    private static IamOutcome Get(IamCall call)
    {
        var named = call.ServerCertificate();
        if (Refuse(call, named) is { } refused)
            return refused;
        var certificate = named.Entity!;
        return IamOutcome.Of(writer =>
        {
            writer.Start("ServerCertificate");
            Metadata(writer, certificate, call.Partition);
            writer.Text("CertificateBody", certificate.CertificateBody);
            writer.Optional("CertificateChain", certificate.CertificateChain);
            if (certificate.Tags.Count > 0)
                writer.Tags(certificate.Tags);
            writer.End("ServerCertificate");
        });
    }

    private static IamOutcome List(IamCall call)
    {
        string prefix = call.Read.ListedPath();
        var page = PageRequest.Read(call.Read);
        if (call.Refuse(call.Arn($"server-certificate{prefix}")) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(
            call.Account.Entities.OfType<ServerCertificate>().Where(certificate => certificate.Path.StartsWith(prefix, StringComparison.Ordinal)),
            certificate => certificate.ServerCertificateName);
        return IamOutcome.Of(writer => listed.Write(
            writer, "ServerCertificateMetadataList", (item, certificate) => Members(item, certificate, call.Partition)));
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = call.ServerCertificate();
        string? newPath = call.Read.NewPath();
        string? newName = call.Read.OptionalName("NewServerCertificateName", 128);
        if (Refuse(call, named) is { } refused)
            return refused;
        var certificate = named.Entity!;
        var updated = certificate with { ServerCertificateName = newName ?? certificate.ServerCertificateName, Path = newPath ?? certificate.Path };
        // Whoever renames must be allowed to on both names.
        if (call.RefuseAction("iam:UpdateServerCertificate", updated.Arn(call.Partition), certificate.Tags) is { } refusedThere)
            return refusedThere;
        if (updated.Key == certificate.Key)
            return IamOutcome.Done.Writing(updated);
        bool isCaseOnly = EntityKeyComparer.Instance.Equals(updated.Key, certificate.Key);
        return !isCaseOnly && call.Account.FindServerCertificate(updated.ServerCertificateName) is not null
            ? AlreadyExists(updated.ServerCertificateName)
            : IamOutcome.Done.Deleting(certificate.Key).Writing(updated);
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = call.ServerCertificate();
        return Refuse(call, named) ?? IamOutcome.Done.Deleting(named.Entity!.Key);
    }

    private static WireError? Refuse(IamCall call, TaggedEntity<ServerCertificate> named) =>
        call.Refuse(named.Arn, named.Entity?.Tags) ?? (named.Entity is null ? named.Missing : null);

    private static WireError AlreadyExists(string name) => IamErrors.AlreadyExists($"The Server Certificate with name {name} already exists.");

    private static void Metadata(XmlResultWriter writer, ServerCertificate certificate, string partition)
    {
        writer.Start("ServerCertificateMetadata");
        Members(writer, certificate, partition);
        writer.End("ServerCertificateMetadata");
    }

    private static void Members(XmlResultWriter writer, ServerCertificate certificate, string partition)
    {
        writer.Text("Path", certificate.Path);
        writer.Text("ServerCertificateName", certificate.ServerCertificateName);
        writer.Text("ServerCertificateId", certificate.ServerCertificateId);
        writer.Text("Arn", certificate.Arn(partition));
        writer.Time("UploadDate", certificate.CreateDate);
        writer.Time("Expiration", certificate.Expiration);
    }
}
