using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// What has become of grants. A grant is what a user once gave to a client: its codes, refresh and access tokens all name it. Codes and refresh
/// tokens hold an id that can be claimed once over all replicas; whoever shows one again ends the grant (RFC 9700, sections 2.1.1 and 4.14).
/// </summary>
internal sealed class GrantLedger(IOneTimeStore once, ISharedValueStore values, IdentifierGenerator identifiers)
{
    /// <summary>
    /// How long a claim and an end stand, on the machine clock: longer than any token lives on the emulator clock that is not set back by more.
    /// </summary>
    private static readonly TimeSpan Remembered = OpenIdLifetimes.RefreshToken * 2;

    public string NewId() => identifiers.RequestId().ToString("N");

    /// <summary>Uses a code or refresh token up; false when it was used before, and then its grant has ended.</summary>
    public async ValueTask<bool> TryUseAsync(string id, string grant, CancellationToken cancellationToken)
    {
        if (await once.TryClaimAsync("oidc/used/" + id, Remembered, cancellationToken))
            return await IsAliveAsync(grant, cancellationToken);
        await EndAsync(grant, cancellationToken);
        return false;
    }

    public async ValueTask EndAsync(string grant, CancellationToken cancellationToken) =>
        await values.GetOrAddAsync(Key(grant), [1], Remembered, cancellationToken);

    public async ValueTask<bool> IsAliveAsync(string grant, CancellationToken cancellationToken) =>
        await values.FindAsync(Key(grant), cancellationToken) is null;

    private static string Key(string grant) => "oidc/ended/" + grant;
}
