using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Mfa;

/// <summary>What became of an MFA serial number and code.</summary>
public enum MfaOutcome
{
    NotGiven,
    Valid,

    /// <summary>Only one of serial number and code was given.</summary>
    Incomplete,

    /// <summary>The serial number is not a device of this user.</summary>
    UnknownDevice,

    /// <summary>A wrong code, or one that was used before.</summary>
    InvalidCode,
}

/// <summary>Checks the MFA code of a user. A code works once over all replicas.</summary>
public sealed class MfaCheck(IOneTimeStore once, EmulatorClock clock)
{
    public async ValueTask<MfaOutcome> CheckAsync(User? user, string? serialNumber, string? code, CancellationToken cancellationToken)
    {
        if (serialNumber is null && code is null)
            return MfaOutcome.NotGiven;
        if (serialNumber is null || code is null)
            return MfaOutcome.Incomplete;
        var device = user?.MfaDevices.FirstOrDefault(device => device.SerialNumber == serialNumber);
        if (device is null)
            return MfaOutcome.UnknownDevice;
        return await IsValidAsync(user!.UserId, device, code, cancellationToken) ? MfaOutcome.Valid : MfaOutcome.InvalidCode;
    }

    /// <summary>Checks a code against every device of a user or of root, for sign-in pages, where nobody types a serial number.</summary>
    /// <param name="principalId">The unique id of the user, or the account id for root.</param>
    public async ValueTask<bool> CheckAsync(string principalId, IReadOnlyList<MfaDevice> devices, string code, CancellationToken cancellationToken)
    {
        foreach (var device in devices)
        {
            if (await IsValidAsync(principalId, device, code, cancellationToken))
                return true;
        }
        return false;
    }

    private async ValueTask<bool> IsValidAsync(string principalId, MfaDevice device, string code, CancellationToken cancellationToken)
    {
        // An authenticator's clock does not move with the emulator's, so that codes of real time count too.
        var ahead = device.Drift * TimeBasedCode.Step;
        long? step = TimeBasedCode.Match(device.Base32Seed, code, clock.GetUtcNow() + ahead)
            ?? TimeBasedCode.Match(device.Base32Seed, code, clock.Machine.GetUtcNow() + ahead);
        if (step is null)
            return false;
        return await ClaimAsync(principalId, device.SerialNumber, step.Value, cancellationToken);
    }

    /// <summary>
    /// Checks two codes that a device showed one after the other, as enabling and synchronising it ask for; both are used up. Gives how many
    /// steps the device's clock is ahead, or null when the codes are not valid.
    /// </summary>
    /// <param name="tolerance">How many steps that may be, either way.</param>
    public async ValueTask<int?> CheckPairAsync(
        string principalId, string serialNumber, string base32Seed, (string First, string Second) codes, int tolerance, CancellationToken cancellationToken)
    {
        var found = TimeBasedCode.MatchPair(base32Seed, codes.First, codes.Second, clock.GetUtcNow(), tolerance)
            ?? TimeBasedCode.MatchPair(base32Seed, codes.First, codes.Second, clock.Machine.GetUtcNow(), tolerance);
        if (found is not { } pair)
            return null;
        bool isFirst = await ClaimAsync(principalId, serialNumber, pair.Step, cancellationToken);
        return await ClaimAsync(principalId, serialNumber, pair.Step + 1, cancellationToken) && isFirst ? pair.Ahead : null;
    }

    private ValueTask<bool> ClaimAsync(string principalId, string serialNumber, long step, CancellationToken cancellationToken)
    {
        // Codes are accepted for three steps around their own; a claim outlives that on any clock a test may set back and forth.
        string name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{principalId}|{serialNumber}")));
        return once.TryClaimAsync($"totp:{name}:{step}", TimeSpan.FromHours(1), cancellationToken);
    }
}
