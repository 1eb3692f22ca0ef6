namespace StsEmulator.Iam.Authorization;

/// <summary>What the network and the endpoint know of a request, for the global condition keys.</summary>
public sealed record RequestFacts
{
    /// <summary>Gets the sender's address, the value of <c>aws:SourceIp</c>; null where it is not known.</summary>
    public string? SourceIp { get; init; }

    public string? UserAgent { get; init; }

    public string? Referer { get; init; }

    /// <summary>Gets whether the request came over TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Gets the region that was called, the value of <c>aws:RequestedRegion</c>.</summary>
    public required string Region { get; init; }
}
