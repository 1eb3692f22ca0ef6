namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>What browsers know the sign-in pages by. It is asked for late: a free port is known once it is taken.</summary>
/// <param name="Url">Gives the URL of the listener, without a slash at its end.</param>
public sealed record ConsoleAddress(Func<string> Url)
{
    /// <summary>Gets the path that a proxy in front puts before ours; empty without one.</summary>
    internal string PathBase => new Uri(Url()).AbsolutePath.TrimEnd('/');

    /// <summary>Gets whether an absolute URL is on the same origin as these pages.</summary>
    internal bool IsOwn(Uri url) =>
        Uri.Compare(url, new Uri(Url()), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
