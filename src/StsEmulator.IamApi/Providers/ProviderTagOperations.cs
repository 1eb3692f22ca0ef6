using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Providers;

/// <summary>The tags of providers.</summary>
internal static class ProviderTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        .. new TagOperation<OidcProvider>(
            "OpenIDConnectProvider", ProviderArns.OidcProvider, provider => provider.Tags, (provider, tags) => provider with { Tags = tags }, StringComparer.Ordinal).Table,
        .. new TagOperation<SamlProvider>(
            "SAMLProvider", ProviderArns.SamlProvider, provider => provider.Tags, (provider, tags) => provider with { Tags = tags }, StringComparer.Ordinal).Table,
    ];
}
