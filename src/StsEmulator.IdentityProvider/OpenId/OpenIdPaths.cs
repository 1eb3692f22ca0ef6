namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>Where things are, below the issuer.</summary>
internal static class OpenIdPaths
{
    /// <summary>Where the provider answers on the AWS listener, whatever the issuer URL says.</summary>
    public const string Prefix = "/oidc";

    public const string Configuration = "/.well-known/openid-configuration";
    public const string Keys = "/jwks";
    public const string Authorize = "/authorize";
    public const string Token = "/token";
    public const string UserInfo = "/userinfo";
    public const string Revoke = "/revoke";
    public const string Introspect = "/introspect";
    public const string EndSession = "/logout";
    public const string DeviceAuthorization = "/device_authorization";

    // Pages.
    public const string SignIn = "/sign-in";
    public const string Consent = "/consent";
    public const string Device = "/device";
    public const string SignOut = "/sign-out";

    /// <summary>Gets what programs in browsers may call from other origins.</summary>
    public static IReadOnlyList<string> ForScripts { get; } = [Configuration, Keys, Token, UserInfo, Revoke, DeviceAuthorization];
}
