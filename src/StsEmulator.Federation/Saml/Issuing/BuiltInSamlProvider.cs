namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>The built-in SAML identity provider: its name, its addresses and its metadata.</summary>
/// <param name="url">Gives the URL that browsers know the emulator by, without a slash at its end.</param>
public sealed class BuiltInSamlProvider(SamlSigningCertificate certificate, Func<string> url)
{
    private volatile Written? written;

    /// <summary>Gets the name that its assertions carry as their issuer: where its metadata are.</summary>
    public string EntityId => url() + "/saml/metadata";

    public ValueTask<SamlSigningCredential> CredentialAsync(CancellationToken cancellationToken) => certificate.GetAsync(cancellationToken);

    /// <summary>Gets the metadata document; the same object as long as it is current.</summary>
    public async ValueTask<string> MetadataAsync(CancellationToken cancellationToken)
    {
        var credential = await certificate.GetAsync(cancellationToken);
        if (written is { } known && ReferenceEquals(known.Credential, credential))
            return known.Document;
        string document = SamlIdentityProviderMetadata.Write(EntityId, url() + "/saml", [credential.Certificate]);
        written = new Written(credential, document);
        return document;
    }

    private sealed record Written(SamlSigningCredential Credential, string Document);
}
