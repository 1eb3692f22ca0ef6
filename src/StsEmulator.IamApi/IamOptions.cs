using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi;

/// <summary>What the composition root may set.</summary>
public sealed record IamOptions
{
    /// <summary>Gets the largest body in bytes, 16 MiB: SAML metadata has up to 10 000 000 characters, some of which a form writes as three.</summary>
    public int MaximumBodyLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Gets the regions that a request may be signed for. The real service has one for each partition; clients that are pointed at an
    /// endpoint of their own sign for whichever region they are set to.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = RegionNames.Known;

    /// <summary>Gets whether a refused signature tells the canonical request.</summary>
    public bool ExplainsSignatures { get; init; }
}
