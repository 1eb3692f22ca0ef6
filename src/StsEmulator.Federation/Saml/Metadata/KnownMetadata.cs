using System.Runtime.CompilerServices;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml.Metadata;

/// <summary>The metadata of the providers in the directory, each read once: a record that changes is another one.</summary>
/// <param name="builtIn">The built-in identity provider; null where there is none, and then nobody believes it.</param>
internal sealed class KnownMetadata(BuiltInSamlProvider? builtIn)
{
    private readonly ConditionalWeakTable<SamlProvider, SamlMetadata> read = [];

    private volatile OwnMetadata? own;

    /// <summary>Gives a provider's metadata; null when it cannot be read, so that nothing of that provider is believed.</summary>
    public async ValueTask<SamlMetadata?> FindAsync(SamlProvider provider, CancellationToken cancellationToken)
    {
        if (provider.IsBuiltIn)
            return builtIn is null ? null : Own(await builtIn.MetadataAsync(cancellationToken));
        if (read.TryGetValue(provider, out var known))
            return known;
        return SamlMetadata.TryRead(provider.SamlMetadataDocument, out var metadata, out _) ? read.GetValue(provider, _ => metadata) : null;
    }

    private SamlMetadata? Own(string document)
    {
        if (own is { } known && known.Document == document)
            return known.Metadata;
        if (!SamlMetadata.TryRead(document, out var metadata, out _))
            return null;
        own = new OwnMetadata(document, metadata);
        return metadata;
    }

    private sealed record OwnMetadata(string Document, SamlMetadata Metadata);
}
