namespace StsEmulator.IdentityProvider.Browser;

/// <summary>Whose users sign in: a browser session of one realm says nothing in another.</summary>
/// <param name="Name">Part of the cookie's name and of what it is sealed for.</param>
/// <param name="Lifetime">How long a session lasts at most, on the emulator clock.</param>
public sealed record SignInRealm(string Name, TimeSpan Lifetime)
{
    /// <summary>The users of the identity provider, for OpenID Connect and SAML alike: 8 h.</summary>
    public static SignInRealm IdentityProvider { get; } = new("idp", TimeSpan.FromHours(8));

    /// <summary>IAM users, root users and federated sessions at the console sign-in: 12 h, as long as the console's.</summary>
    public static SignInRealm Console { get; } = new("console", TimeSpan.FromHours(12));
}
