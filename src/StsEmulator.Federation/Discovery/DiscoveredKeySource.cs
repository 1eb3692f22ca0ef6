using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using StsEmulator.Federation.Keys;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Discovery;

/// <summary>
/// The keys that providers publish. They are fetched when first needed and kept for a while; a key that is not among them is looked for
/// once more. However many callers need a provider's keys, one fetch is under way for all of them.
/// </summary>
/// <param name="machine">The machine clock: cache ages do not move with the emulator's.</param>
public sealed partial class DiscoveredKeySource(
    DiscoveryRules rules, TimeProvider machine, ILogger<DiscoveredKeySource> logger, HostResolver? resolve = null) : IVerificationKeySource
{
    private readonly ConcurrentDictionary<IssuerIdentity, CachedIssuer> issuers = new();
    private readonly IssuerDocuments documents = new(rules, resolve ?? Dns.GetHostAddressesAsync, machine);

    public ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken)
    {
        var identity = IssuerIdentity.Of(provider);
        if (!issuers.TryGetValue(identity, out var issuer))
        {
            issuer = issuers.GetOrAdd(identity, _ => new CachedIssuer(provider.Url, rules, machine));
            DropOldest(issuer);
        }
        return issuer.FindAsync(tried, () => FetchAsync(provider), cancellationToken);
    }

    private async Task<FetchedKeys> FetchAsync(OidcProvider provider)
    {
        var fetched = await documents.FetchAsync(provider);
        if (fetched.Failure is { } failure)
            KeysNotFetched(logger, provider.Url, failure);
        return fetched;
    }

    /// <summary>Looks through all of them, which happens only where more providers are in use than are held.</summary>
    private void DropOldest(CachedIssuer added)
    {
        while (issuers.Count > rules.MaximumIssuers)
        {
            var oldest = issuers.Where(entry => entry.Value != added).MinBy(entry => entry.Value.LastUsed);
            if (oldest.Value is null || !issuers.TryRemove(oldest))
                return;
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "The keys of {Issuer} could not be fetched: {Failure}")]
    private static partial void KeysNotFetched(ILogger logger, string issuer, DiscoveryFailure failure);

    /// <summary>What decides which server is asked and how it is trusted: accounts that agree in it share the keys.</summary>
    private readonly record struct IssuerIdentity(string Url, string Thumbprints, bool MayBePrivate)
    {
        public static IssuerIdentity Of(OidcProvider provider) => new(
            provider.Url, provider.ThumbprintList.Count == 0 ? "" : string.Join(',', provider.ThumbprintList), provider.MayBePrivate);
    }
}
