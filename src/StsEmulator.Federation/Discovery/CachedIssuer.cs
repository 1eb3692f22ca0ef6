using StsEmulator.Federation.Keys;

namespace StsEmulator.Federation.Discovery;

/// <summary>The keys of one provider as they were last fetched, and the one fetch that may be under way. Safe for concurrent use.</summary>
internal sealed class CachedIssuer(string url, DiscoveryRules rules, TimeProvider machine)
{
    private readonly Lock gate = new();
    private VerificationKeySet? keys;
    private WebIdentityRefusal? refusal;
    private long fetchedAt;
    private long? attemptedAt;
    private Task<VerificationKeyAnswer>? running;
    private long lastUsed;

    /// <summary>Gets when it was last asked for, as a timestamp of the machine clock.</summary>
    public long LastUsed => Volatile.Read(ref lastUsed);

    /// <param name="tried">The set that did not have what is looked for; null at first.</param>
    /// <param name="fetch">Asks the provider.</param>
    public async ValueTask<VerificationKeyAnswer> FindAsync(VerificationKeySet? tried, Func<Task<FetchedKeys>> fetch, CancellationToken cancellationToken)
    {
        Volatile.Write(ref lastUsed, machine.GetTimestamp());
        Task<VerificationKeyAnswer> task;
        lock (gate)
        {
            bool isUsable = keys is not null && machine.GetElapsedTime(fetchedAt) < rules.Staleness;
            bool isFresh = isUsable && refusal is null && machine.GetElapsedTime(fetchedAt) < rules.Freshness;
            bool isEnough = isUsable && !ReferenceEquals(keys, tried);
            if (isFresh && isEnough)
                return VerificationKeyAnswer.Found(keys!);
            if (running is null && MayAsk)
                running = Task.Run(() => RefreshAsync(fetch));
            // While a provider is down nobody waits for it whom its last keys can serve.
            if (running is null || (isEnough && refusal is not null))
                return Current(isUsable);
            task = running;
        }
        return await task.WaitAsync(cancellationToken);
    }

    private bool MayAsk => attemptedAt is not { } at || machine.GetElapsedTime(at) >= rules.MinimumInterval;

    private async Task<VerificationKeyAnswer> RefreshAsync(Func<Task<FetchedKeys>> fetch)
    {
        var fetched = new FetchedKeys(null, DiscoveryFailure.Unreachable);
        try
        {
            fetched = await fetch();
        }
        finally
        {
            lock (gate)
            {
                attemptedAt = machine.GetTimestamp();
                running = null;
                refusal = fetched.Failure is { } failure ? DiscoveryRefusals.Of(failure, url) : null;
                if (fetched.Keys is not null)
                {
                    keys = fetched.Keys;
                    fetchedAt = attemptedAt.Value;
                }
            }
        }
        lock (gate)
            return Current(keys is not null && machine.GetElapsedTime(fetchedAt) < rules.Staleness);
    }

    private VerificationKeyAnswer Current(bool isUsable) =>
        isUsable ? VerificationKeyAnswer.Found(keys!) : VerificationKeyAnswer.Refused(refusal ?? WebIdentityRefusal.KeyUnavailable);
}
