using System.Security.Cryptography;
using StsEmulator.Federation.Saml.Metadata;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads SAML providers. The names are those of CreateSAMLProvider; what it takes as text may also be a file beside the seed.</summary>
internal sealed class SamlProviderReader(SeedDraft draft, JwksFiles files)
{
    /// <summary>Keys of a provider: one, and the next one during a rotation. Source: IAM user guide, SAML encryption.</summary>
    private const int MaximumPrivateKeys = 2;

    /// <summary>The largest file with a private key. Bytes; RSA of 16 384 bits takes 13 KiB.</summary>
    private const int MaximumKeyBytes = 32 * 1024;

    /// <summary>UTF-8 takes up to 3 octets for a character of UTF-16.</summary>
    private const int MaximumMetadataBytes = 3 * SamlMetadata.MaximumLength;

    /// <summary>What only a provider outside has.</summary>
    private static readonly string[] Foreign = ["SamlMetadataDocument", "SamlMetadataFile", "AssertionEncryptionMode", "PrivateKeyFiles"];

    public void Read(SeedNode node, AccountId account)
    {
        SeedElement element = new(
            node, draft.Problems, "Name", "SamlMetadataDocument", "SamlMetadataFile", "AssertionEncryptionMode", "PrivateKeyFiles",
            "BuiltIn");
        string? name = element.Required("Name", TextRule.SamlProviderName);
        bool isBuiltIn = element.Flag("BuiltIn", absent: false);
        if (isBuiltIn && Array.Find(Foreign, property => element.Find(property) is not null) is { } foreign)
            element.Report(foreign, "the built-in identity provider brings its own; leave this out, or `BuiltIn`");
        SamlMetadata? metadata = null;
        string? document = isBuiltIn ? null : Document(element, out metadata);
        string mode = element.Word("AssertionEncryptionMode", nameof(AssertionEncryptionMode.Allowed), nameof(AssertionEncryptionMode.Required));
        List<SamlPrivateKey> keys = PrivateKeys(element);
        if (mode == nameof(AssertionEncryptionMode.Required) && element.Find("PrivateKeyFiles") is null)
            element.Report("AssertionEncryptionMode", "expected `PrivateKeyFiles`: nothing else opens an encrypted assertion");
        if (name is null)
            return;
        draft.Add(
            new SamlProvider
            {
                AccountId = account,
                CreateDate = draft.Now,
                Name = name,
                SamlMetadataDocument = document ?? "",
                IsBuiltIn = isBuiltIn,
                ValidUntil = metadata?.ValidUntil,
                AssertionEncryptionMode = mode == nameof(AssertionEncryptionMode.Required) ? AssertionEncryptionMode.Required : AssertionEncryptionMode.Allowed,
                PrivateKeys = keys,
            },
            element.PlaceOf("Name"));
    }

    private string? Document(SeedElement element, out SamlMetadata? metadata)
    {
        metadata = null;
        string property = element.Find("SamlMetadataFile") is null ? "SamlMetadataDocument" : "SamlMetadataFile";
        string? text, problem = null;
        if (property == "SamlMetadataDocument")
            text = element.Required(property, TextRule.SamlMetadata);
        else if (element.Find("SamlMetadataDocument") is not null)
            (text, problem) = (null, "expected either this or `SamlMetadataDocument`");
        else
            text = element.Text(property, TextRule.FileName) is { } name ? files.ReadText(name, MaximumMetadataBytes, out problem) : null;
        if (text is not null && problem is null)
            SamlMetadata.TryRead(text, out metadata, out problem);
        if (problem is not null)
            element.Report(property, problem);
        return text;
    }

    private List<SamlPrivateKey> PrivateKeys(SeedElement element)
    {
        List<SamlPrivateKey> keys = [];
        foreach (string name in element.Texts("PrivateKeyFiles", TextRule.FileName, MaximumPrivateKeys))
        {
            string? pem = files.ReadText(name, MaximumKeyBytes, out string? problem);
            if (pem is not null && !IsPrivateRsaKey(pem))
                problem = $"`{name}` holds no RSA private key in PEM, unencrypted and of at least 2048 bits";
            if (problem is not null)
                element.Report("PrivateKeyFiles", problem);
            else
                keys.Add(new SamlPrivateKey(pem!, draft.Now));
        }
        return keys;
    }

    private static bool IsPrivateRsaKey(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            key.ExportParameters(includePrivateParameters: true);
            return key.KeySize >= 2048;
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
