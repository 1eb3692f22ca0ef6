using System.Collections.Concurrent;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Outbound;

/// <summary>The signing keys of the outbound issuers. Each account has its own, so no account's keys vouch for another.</summary>
public sealed class OutboundKeyRings(ISharedValueStore values, LiveDirectory directory, EmulatorClock clock) : IDisposable
{
    /// <summary>What tokens can be signed with. Source: STS API reference, GetWebIdentityToken, SigningAlgorithm.</summary>
    public static readonly IReadOnlyList<SignatureAlgorithm> Algorithms = [SignatureAlgorithm.RS256, SignatureAlgorithm.ES384];

    private readonly ConcurrentDictionary<AccountId, SigningKeyRing> rings = new();

    /// <param name="account">An account of the directory, which bounds how many rings there are.</param>
    public SigningKeyRing Of(AccountDirectory account) => rings.GetOrAdd(account.Id, Make);

    public void Dispose()
    {
        foreach (var ring in rings.Values)
            ring.Dispose();
    }

    private SigningKeyRing Make(AccountId account) => new(
        new SigningKeyRingOptions { Name = $"outbound/{account}", Algorithms = Algorithms }, values, directory, clock);
}
