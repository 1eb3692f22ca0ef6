using System.Net;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.IdentityProvider.Browser;

/// <summary>
/// Bounds guessing: so many wrong passwords or codes for one user, and so many from one address, in a window of real time, over all
/// replicas. An attempt takes a slot before anything is compared, so that many at once get no further, and gives it back when it was right.
/// </summary>
public sealed class PasswordLimiter(ISharedValueStore values, IdentifierGenerator identifiers)
{
    /// <summary>Wrong attempts for one user name in a window: 10.</summary>
    public const int AttemptsPerUser = 10;

    /// <summary>Wrong attempts from one address in a window, whatever the user: 50. Test suites sign in from one address, mostly rightly.</summary>
    public const int AttemptsPerAddress = 50;

    /// <summary>How long a wrong attempt counts: 5 minutes on the machine clock.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Takes a slot for an attempt; null when none is free, and then nothing may be compared.</summary>
    public async ValueTask<PasswordAttempt?> TryBeginAsync(
        SignInRealm realm, string userName, IPAddress? address, CancellationToken cancellationToken)
    {
        byte[] mark = identifiers.Key(16);
        if (await TakeAsync(Key(realm, "user", userName), AttemptsPerUser, mark, cancellationToken) is not { } ofUser)
            return null;
        if (await TakeAsync(Key(realm, "address", address?.ToString() ?? ""), AttemptsPerAddress, mark, cancellationToken) is { } ofAddress)
            return new PasswordAttempt(values, [ofUser, ofAddress]);
        await values.RemoveAsync(ofUser, cancellationToken);
        return null;
    }

    private async ValueTask<string?> TakeAsync(string key, int slots, byte[] mark, CancellationToken cancellationToken)
    {
        for (int slot = 0; slot < slots; slot++)
        {
            string name = $"{key}/{slot}";
            byte[] standing = await values.GetOrAddAsync(name, mark, Window, cancellationToken);
            if (standing.AsSpan().SequenceEqual(mark))
                return name;
        }
        return null;
    }

    /// <summary>What was typed as a user name may be a password typed into the wrong field: the store sees a digest.</summary>
    private static string Key(SignInRealm realm, string kind, string name) =>
        $"identity-provider/wrong/{kind}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{realm.Name}|{name}")))}";
}

/// <summary>One attempt under way. Without <see cref="SucceedAsync"/> it counts as wrong.</summary>
public sealed class PasswordAttempt
{
    private readonly ISharedValueStore values;
    private readonly IReadOnlyList<string> slots;

    internal PasswordAttempt(ISharedValueStore values, IReadOnlyList<string> slots) => (this.values, this.slots) = (values, slots);

    /// <summary>Says that it was right: it no longer counts.</summary>
    public async ValueTask SucceedAsync(CancellationToken cancellationToken)
    {
        foreach (string slot in slots)
            await values.RemoveAsync(slot, cancellationToken);
    }
}
