using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.Tests;

/// <summary>One process of several on a store.</summary>
internal sealed class Replica
{
    public Replica(World world, LiveDirectory directory, IdentifierGenerator identifiers)
    {
        Directory = directory;
        Seal = new SealedText(world.Stores.Values, directory, identifiers);
        Sessions = new BrowserSessions(Seal, world.Stores.Values, identifiers, world.Clock);
        AntiForgery = new AntiForgery(Seal, identifiers);
        Limiter = new PasswordLimiter(world.Stores.Values, identifiers);
    }

    public LiveDirectory Directory { get; }

    public SealedText Seal { get; }

    public BrowserSessions Sessions { get; }

    public AntiForgery AntiForgery { get; }

    public PasswordLimiter Limiter { get; }
}

/// <summary>A browser that keeps cookies from one request to the next.</summary>
internal sealed class CookieJar(string scheme = "http")
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public HttpContext Request()
    {
        DefaultHttpContext context = new();
        context.Request.Scheme = scheme;
        context.Request.Headers.Cookie = string.Join("; ", cookies.Select(pair => $"{pair.Key}={pair.Value}"));
        return context;
    }

    /// <summary>Takes in what an answer sets; gives the raw headers.</summary>
    public IReadOnlyList<string> Take(HttpContext context)
    {
        string[] headers = [.. context.Response.Headers.SetCookie.OfType<string>()];
        Take(headers);
        return headers;
    }

    public void Take(IEnumerable<string> headers)
    {
        foreach (string header in headers)
        {
            string[] pair = header.Split(';')[0].Split('=', 2);
            if (header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
                cookies.Remove(pair[0]);
            else
                cookies[pair[0]] = pair[1];
        }
    }

    public void Put(string name, string value) => cookies[name] = value;
}
