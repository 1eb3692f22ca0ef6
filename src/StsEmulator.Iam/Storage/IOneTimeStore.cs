namespace StsEmulator.Iam.Storage;

/// <summary>Things that may happen once over all replicas: a TOTP code, a SAML assertion, an authorization code, a DPoP proof.</summary>
public interface IOneTimeStore
{
    const int MaximumKeyLength = 512;

    /// <summary>Claims a key for a time on the machine clock; true for exactly one caller until that time has passed.</summary>
    /// <param name="key">At most <see cref="MaximumKeyLength"/> characters, more is a bug of the caller; hash what is longer or secret.</param>
    ValueTask<bool> TryClaimAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken);
}
