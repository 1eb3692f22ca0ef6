using System.Collections.Frozen;

namespace StsEmulator.SigV4;

/// <summary>The service and regions a credential has to be scoped to; what is not pinned is accepted and reported.</summary>
public sealed class ScopeExpectation
{
    private readonly FrozenSet<string>? _regions;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="service">The signing name, or <see langword="null"/> for any.</param>
    /// <param name="regions">The accepted regions, or <see langword="null"/> for any; the first is the one answers name.</param>
    public ScopeExpectation(string? service = null, IReadOnlyList<string>? regions = null)
    {
        Service = service;
        Region = regions is { Count: > 0 } ? regions[0] : null;
        _regions = regions?.ToFrozenSet(StringComparer.Ordinal);
        if (_regions is not null)
            _lookup = _regions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the expectation that pins nothing; terminator and date are still checked.</summary>
    public static ScopeExpectation Any { get; } = new();

    public string? Service { get; }

    /// <summary>Gets the region that answers name as the expected one.</summary>
    public string? Region { get; }

    internal bool AcceptsService(ReadOnlySpan<char> service) => Service is null || service.SequenceEqual(Service);

    internal bool AcceptsRegion(ReadOnlySpan<char> region) => _regions is null || _lookup.Contains(region);
}
