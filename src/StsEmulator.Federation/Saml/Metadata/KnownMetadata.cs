using System.Runtime.CompilerServices;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml.Metadata;

/// <summary>The metadata of the providers in the directory, each read once: a record that changes is another one.</summary>
internal sealed class KnownMetadata
{
    private readonly ConditionalWeakTable<SamlProvider, SamlMetadata> read = [];

    /// <summary>Gives a provider's metadata; null when it cannot be read, so that nothing of that provider is believed.</summary>
    public SamlMetadata? Find(SamlProvider provider)
    {
        if (read.TryGetValue(provider, out var known))
            return known;
        return SamlMetadata.TryRead(provider.SamlMetadataDocument, out var metadata, out _) ? read.GetValue(provider, _ => metadata) : null;
    }
}
