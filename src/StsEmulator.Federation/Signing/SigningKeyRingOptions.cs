using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Signing;

/// <summary>What distinguishes one ring of signing keys from another.</summary>
public sealed record SigningKeyRingOptions
{
    /// <summary>Gets the issuer's purpose, such as <c>outbound</c>; part of the store's keys, so replicas use the same.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the algorithms to hold a key for: of RS256, ES256 and ES384.</summary>
    public required IReadOnlyList<SignatureAlgorithm> Algorithms { get; init; }

    /// <summary>
    /// Gets how long a key stays published after its successor was made, on the emulator's clock; default 24 h. At least the life of the
    /// longest token that it signs.
    /// </summary>
    public TimeSpan PublishedAfterRotation { get; init; } = TimeSpan.FromHours(24);
}
