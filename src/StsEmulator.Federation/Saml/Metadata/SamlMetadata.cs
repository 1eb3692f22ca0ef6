using System.Diagnostics.CodeAnalysis;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Metadata;

/// <summary>What a provider's metadata document says of it: its name and the keys that it signs with.</summary>
public sealed class SamlMetadata
{
    /// <summary>The largest document, 10 000 000 characters. Source: IAM API, CreateSAMLProvider, SAMLMetadataDocument.</summary>
    public const int MaximumLength = 10_000_000;

    /// <summary>How many signing certificates are read, 16: a rotation needs two.</summary>
    public const int MaximumCertificates = 16;

    private SamlMetadata(string entityId, IReadOnlyList<SamlSigningKey> keys, DateTimeOffset? validUntil)
    {
        EntityId = entityId;
        Keys = keys;
        ValidUntil = validUntil;
    }

    /// <summary>Gets what the provider's assertions carry as their issuer.</summary>
    public string EntityId { get; }

    /// <summary>Gets until when the document says that it holds; null where it does not say.</summary>
    public DateTimeOffset? ValidUntil { get; }

    internal IReadOnlyList<SamlSigningKey> Keys { get; }

    /// <summary>Reads a document; what is wrong with it, else.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out SamlMetadata? metadata, [NotNullWhen(false)] out string? problem)
    {
        metadata = null;
        if (BoundedXml.TryLoad(text, MaximumLength)?.DocumentElement is not { } root)
            problem = "not readable as XML without a document type";
        else if (!root.Is("EntityDescriptor", SamlNames.Metadata) || root.Attribute("entityID") is not { Length: > 0 } entityId)
            problem = "expected an EntityDescriptor of SAML 2.0 metadata with an entityID";
        else if (!root.Elements("IDPSSODescriptor", SamlNames.Metadata).Any())
            problem = "expected an IDPSSODescriptor: the metadata of an identity provider, not that of a service";
        else if (!TryReadKeys(root, out var keys, out problem))
            return false;
        else
            metadata = new SamlMetadata(entityId, keys, SamlTime.Read(root.Attribute("validUntil")));
        return metadata is not null;
    }

    private static bool TryReadKeys(XmlElement root, out List<SamlSigningKey> keys, [NotNullWhen(false)] out string? problem)
    {
        keys = [];
        problem = null;
        foreach (var certificate in Certificates(root))
        {
            if (keys.Count == MaximumCertificates)
                problem = $"expected at most {MaximumCertificates} signing certificates";
            else if (certificate.Base64() is not { } octets || SamlSigningKey.TryRead(octets) is not { } key)
                problem = "a signing X509Certificate is no certificate with an RSA key of 1024 to 16384 bits or a key on P-256, P-384 or P-521";
            else
                keys.Add(key);
            if (problem is not null)
                return false;
        }
        if (keys.Count == 0)
            problem = "expected a signing KeyDescriptor with an X509Certificate";
        return problem is null;
    }

    /// <summary>A descriptor that names no use serves for all. Source: SAML 2.0 metadata, section 2.4.1.1.</summary>
    private static IEnumerable<XmlElement> Certificates(XmlElement root) => root
        .Elements("IDPSSODescriptor", SamlNames.Metadata)
        .SelectMany(role => role.Elements("KeyDescriptor", SamlNames.Metadata))
        .Where(descriptor => descriptor.Attribute("use") is null or "signing")
        .SelectMany(descriptor => descriptor.Elements("KeyInfo", SamlNames.Signature))
        .SelectMany(info => info.Elements("X509Data", SamlNames.Signature))
        .SelectMany(data => data.Elements("X509Certificate", SamlNames.Signature));
}
