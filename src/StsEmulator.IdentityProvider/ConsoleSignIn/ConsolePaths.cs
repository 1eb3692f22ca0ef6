namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Where the pages of the console sign-in are.</summary>
internal static class ConsolePaths
{
    public const string SignIn = "/signin", Root = "/signin/root", SwitchRole = "/signin/switch-role", SwitchBack = "/signin/switch-back",
        Credentials = "/signin/credentials", SignOut = "/signin/sign-out", Federation = "/federation", Saml = "/saml", SamlRole = "/saml/role",
        SamlMetadata = "/saml/metadata", SamlLaunch = "/saml/launch";
}
