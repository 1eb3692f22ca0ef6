namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>How long things last, on the emulator clock.</summary>
internal static class OpenIdLifetimes
{
    public static readonly TimeSpan Code = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan AccessToken = TimeSpan.FromHours(1);

    public static readonly TimeSpan IdentityToken = TimeSpan.FromHours(1);

    /// <summary>From each rotation on.</summary>
    public static readonly TimeSpan RefreshToken = TimeSpan.FromDays(14);

    public static readonly TimeSpan DeviceCode = TimeSpan.FromMinutes(10);

    /// <summary>How long a page may stand open between its being shown and its being answered.</summary>
    public static readonly TimeSpan Interaction = TimeSpan.FromMinutes(10);
}
