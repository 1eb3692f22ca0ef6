using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Delegation;

/// <summary>
/// Trade-in tokens: random, known to the store by their hash only, each good for one exchange over all replicas. In the real service they
/// come of a delegation request that a customer approved; here the control API makes them.
/// </summary>
public sealed class TradeInTokens(ISharedValueStore values, IOneTimeStore once, IdentifierGenerator identifiers, EmulatorClock clock)
{
    /// <summary>The longest life of a token.</summary>
    public static readonly TimeSpan MaximumLife = TimeSpan.FromDays(7);

    /// <summary>How long a token is still known after its life, so that "expired" can be told from "unknown".</summary>
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromHours(36);

    private const int Bytes = 48;

    /// <summary>Makes a token for a grant that expires within <see cref="MaximumLife"/>.</summary>
    public async ValueTask<string> MintAsync(TradeInGrant grant, CancellationToken cancellationToken)
    {
        string token = Base64Url.EncodeToString(identifiers.Key(Bytes));
        byte[] record = JsonSerializer.SerializeToUtf8Bytes(grant, StoreJson.Default.TradeInGrant);
        await values.GetOrAddAsync(KeyOf(token), record, MaximumLife + KeptAfterwards, cancellationToken);
        return token;
    }

    /// <summary>Finds the grant of a token, spent or not, expired or not; null for anything else.</summary>
    public async ValueTask<TradeInGrant?> FindAsync(string token, CancellationToken cancellationToken) =>
        await values.FindAsync(KeyOf(token), cancellationToken) is { } record
            ? JsonSerializer.Deserialize(record, StoreJson.Default.TradeInGrant)
            : null;

    /// <summary>Spends a token; false when it has been spent or its time is up.</summary>
    public async ValueTask<bool> TrySpendAsync(string token, TradeInGrant grant, CancellationToken cancellationToken) =>
        clock.GetUtcNow() < grant.Expiration
        && await once.TryClaimAsync(KeyOf(token), MaximumLife + KeptAfterwards, cancellationToken);

    private static string KeyOf(string token) => "trade-in/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
