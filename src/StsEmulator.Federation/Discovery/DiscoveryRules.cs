namespace StsEmulator.Federation.Discovery;

/// <summary>The bounds on fetching providers' keys. All times are the machine clock's.</summary>
public sealed record DiscoveryRules
{
    public static DiscoveryRules Default { get; } = new();

    /// <summary>Gets how long both documents may take together, 5 s. Source: the real service's bound, as observed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long a document may be, in bytes, 512 KiB: 200 keys with certificates fit.</summary>
    public int MaximumBytes { get; init; } = 512 * 1024;

    /// <summary>Gets how many issuers' keys are held, 1 000; then the one unused for longest goes.</summary>
    public int MaximumIssuers { get; init; } = 1000;

    /// <summary>Gets how long keys are taken without asking again, 10 min: so long can a withdrawn key live on.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long keys serve while the provider cannot be asked, 24 h from when they were fetched.</summary>
    public TimeSpan Staleness { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets the least time between two fetches from one provider, 1 s, whatever tokens arrive: unknown keys and bad signatures ask for a
    /// new fetch, and a flood of them must not become a flood of fetches.
    /// </summary>
    public TimeSpan MinimumInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets which addresses may be asked.</summary>
    public IssuerAddresses Addresses { get; init; } = IssuerAddresses.Seed;
}

/// <summary>Which addresses providers' documents may be fetched from, so that a provider cannot be made to point inwards.</summary>
public enum IssuerAddresses
{
    /// <summary>Public addresses; loopback and private networks for providers that the seed names and nobody else.</summary>
    Seed,

    /// <summary>Public addresses only.</summary>
    Public,

    /// <summary>Any address, link-local ones included, for every provider.</summary>
    Any,
}
