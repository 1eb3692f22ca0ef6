using Microsoft.AspNetCore.Http;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// Where the browser goes once somebody has signed in: the page that says who it is, or that which switches roles. What comes from outside is
/// only what to fill in there.
/// </summary>
internal static class ConsoleReturn
{
    private const string Parameter = "next", SwitchRole = "switch-role";

    /// <summary>The longest value that is carried along, in characters.</summary>
    private const int MaximumLength = 1024;

    private static readonly string[] Filled = [SwitchRoleFields.Account, SwitchRoleFields.RoleName, SwitchRoleFields.DisplayName];

    /// <summary>Gives the path that <paramref name="request"/> asks to come back to.</summary>
    public static string Read(HttpRequest request) =>
        request.Query[Parameter] == SwitchRole ? ConsolePaths.SwitchRole + QueryString.Create(Values(request)) : ConsolePaths.SignIn;

    /// <summary>Gives the sign-in page that comes back to switching roles.</summary>
    public static string SignInFor(HttpRequest switchRole) =>
        ConsolePaths.SignIn + QueryString.Create([new(Parameter, SwitchRole), .. Values(switchRole)]);

    private static IEnumerable<KeyValuePair<string, string?>> Values(HttpRequest request) =>
        from name in Filled
        let value = request.Query[name].ToString()
        where value.Length is > 0 and <= MaximumLength
        select new KeyValuePair<string, string?>(name, value);
}

/// <summary>The names of the fields, and of the parameters of links, that say which role to switch to; as in the real console.</summary>
internal static class SwitchRoleFields
{
    public const string Account = "account", RoleName = "roleName", DisplayName = "displayName";
}
