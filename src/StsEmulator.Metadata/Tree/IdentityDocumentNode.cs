using StsEmulator.Metadata.Identity;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>dynamic/instance-identity/document</c>; several SDKs take the region from it.</summary>
internal sealed class IdentityDocumentNode(IdentityDocuments documents) : MetadataNode
{
    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult<MetadataContent?>(documents.Document(reader.Instance));
}

/// <summary>A signature of the identity document.</summary>
internal sealed class IdentitySignatureNode(IdentityDocuments documents, Func<SignedDocument, byte[]> form) : MetadataNode
{
    public override async ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        new MetadataContent(form(await documents.SignAsync(reader.Instance, cancellationToken)), reader.Instance.LaunchTime);
}
