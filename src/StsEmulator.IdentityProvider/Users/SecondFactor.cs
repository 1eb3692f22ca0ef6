using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.IdentityProvider.Users;

/// <summary>Checks the code of a user's authenticator. A code works once over all replicas.</summary>
public sealed class SecondFactor(IOneTimeStore once, EmulatorClock clock)
{
    public async ValueTask<bool> CheckAsync(IdentityUser user, string code, CancellationToken cancellationToken)
    {
        if (user.MfaSeed is not { } seed)
            return false;
        // An authenticator's clock does not move with the emulator's, so that codes of real time count too.
        long? step = TimeBasedCode.Match(seed, code, clock.GetUtcNow()) ?? TimeBasedCode.Match(seed, code, clock.Machine.GetUtcNow());
        if (step is null)
            return false;
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.Subject)));
        return await once.TryClaimAsync($"idp-totp:{name}:{step}", TimeSpan.FromHours(1), cancellationToken);
    }
}
