using System.Diagnostics.CodeAnalysis;
using StsEmulator.Federation.Discovery;

namespace StsEmulator.Server.Configuration;

/// <summary>
/// Reads the options: the command line wins over <c>STS_EMULATOR_…</c>, which wins over the section <c>StsEmulator</c> of
/// appsettings.json. An empty environment variable counts as absent. All problems are reported at once.
/// </summary>
internal sealed class OptionsReader(Func<string, string?> environment, IConfiguration settings)
{
    /// <summary>The section of appsettings.json.</summary>
    public const string Section = "StsEmulator";

    /// <summary>The shortest admin token, so that none can be guessed: 16 characters.</summary>
    public const int MinimumTokenLength = 16;

    private readonly List<string> problems = [];

    public bool TryRead(GivenOptions given, [NotNullWhen(true)] out ServerOptions? options, out IReadOnlyList<string> found)
    {
        problems.Clear();
        var aws = Url("--aws-url", Text(given.AwsUrl, "AWS_URL", "AwsUrl") ?? "http://127.0.0.1:4592");
        string? publicUrl = ReadPublicUrl(Text(null, "PUBLIC_URL", "PublicUrl"));
        var metadata = Url("--metadata-url", Text(given.MetadataUrl, "METADATA_URL", "MetadataUrl") ?? "http://127.0.0.1:1338");
        var verifier = Url("--verifier-url", Text(given.VerifierUrl, "VERIFIER_URL", "VerifierUrl") ?? "http://127.0.0.1:50051");
        string? issuer = Issuer(Text(given.IssuerUrl, "ISSUER_URL", "IssuerUrl"));
        string store = Text(given.Store, "STORE", "Store") ?? "memory";
        var authentication = Authentication(Text(given.Authentication, "AUTHENTICATION", "Authentication"));
        bool reseed = given.Reseed ?? Flag(Text(null, "RESEED", "Reseed"), "STS_EMULATOR_RESEED");
        string? token = AdminToken(Text(null, "ADMIN_TOKEN", "AdminToken"));
        var logLevel = Level(Text(null, "LOG_LEVEL", "LogLevel"));
        var issuerAddresses = Addresses(Text(null, "ISSUER_ADDRESSES", "IssuerAddresses"));
        bool logsJson = IsJson(Text(null, "LOG_FORMAT", "LogFormat"));
        if (verifier is { IsLoopback: false } && token is null)
            problems.Add("--verifier-url: beyond loopback the verifier needs an admin token; set STS_EMULATOR_ADMIN_TOKEN or listen on 127.0.0.1");
        CheckPorts(aws, metadata, verifier);

        found = [.. problems];
        options = problems.Count > 0 ? null : new ServerOptions
        {
            Seeds = Seeds(given.Seeds),
            Store = store,
            AwsUrl = aws!,
            PublicUrl = publicUrl,
            MetadataUrl = metadata!,
            VerifierUrl = verifier!,
            IssuerUrl = issuer,
            Authentication = authentication,
            Reseed = reseed,
            AdminToken = token,
            LogLevel = logLevel,
            LogsJson = logsJson,
            IssuerAddresses = issuerAddresses,
        };
        return options is not null;
    }

    private string? Text(string? given, string variable, string setting) =>
        Filled(given) ?? Filled(environment("STS_EMULATOR_" + variable)) ?? Filled(settings[$"{Section}:{setting}"]);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Several files in the variable stand between the platform's path separators, as in <c>PATH</c>.</summary>
    private string[] Seeds(IReadOnlyList<string>? given)
    {
        if (given is { Count: > 0 })
            return [.. given];
        if (Filled(environment("STS_EMULATOR_SEED")) is { } variable)
            return variable.Split(Path.PathSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var section = settings.GetSection($"{Section}:Seed");
        return Filled(section.Value) is { } one ? [one] : [.. section.GetChildren().Select(child => child.Value).OfType<string>()];
    }

    private ListenUrl? Url(string option, string text)
    {
        if (!ListenUrl.TryParse(text, out var url, out string? problem))
            problems.Add($"{option}: {problem}");
        return url;
    }

    private string? ReadPublicUrl(string? text)
    {
        if (text is null)
            return null;
        if (PublicUrl.TryParse(text, out string? url))
            return url;
        problems.Add($"STS_EMULATOR_PUBLIC_URL: `{text}` is no URL; use `https://HOST[:PORT]` without query, fragment and user");
        return null;
    }

    /// <summary>An issuer is compared character by character: it is taken in the one form that URLs are written back in.</summary>
    private string? Issuer(string? text)
    {
        string? issuer = text?.TrimEnd('/');
        if (issuer is null)
            return null;
        bool isUrl = Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;
        if (!isUrl || url!.AbsoluteUri != issuer)
            problems.Add($"--issuer-url: `{text}` is no issuer; use an http or https URL with a path, such as `http://127.0.0.1:4592/oidc`");
        return issuer;
    }

    private AuthenticationMode Authentication(string? text)
    {
        if (text is null or "strict")
            return AuthenticationMode.Strict;
        if (text != "relaxed")
            problems.Add($"--authentication: `{text}` is no mode; use `strict` or `relaxed`");
        return AuthenticationMode.Relaxed;
    }

    private bool Flag(string? text, string name)
    {
        switch (text?.ToLowerInvariant())
        {
            case null or "false" or "0":
                return false;
            case "true" or "1":
                return true;
            default:
                problems.Add($"{name}: `{text}` is neither `true` nor `false`");
                return false;
        }
    }

    private string? AdminToken(string? text)
    {
        // The token itself is never shown.
        if (text is not null && (text.Length < MinimumTokenLength || text.AsSpan().ContainsAnyExceptInRange('!', '~')))
            problems.Add($"STS_EMULATOR_ADMIN_TOKEN: an admin token has at least {MinimumTokenLength} visible ASCII characters and no space");
        return text;
    }

    private LogLevel Level(string? text)
    {
        if (text is null)
            return LogLevel.Information;
        if (Enum.TryParse(text, ignoreCase: true, out LogLevel level) && Enum.IsDefined(level) && char.IsAsciiLetter(text[0]))
            return level;
        problems.Add($"STS_EMULATOR_LOG_LEVEL: `{text}` is no level; use {string.Join(", ", Enum.GetNames<LogLevel>())}");
        return LogLevel.Information;
    }

    private IssuerAddresses Addresses(string? text)
    {
        switch (text)
        {
            case null or "seed":
                return IssuerAddresses.Seed;
            case "public":
                return IssuerAddresses.Public;
            case "any":
                return IssuerAddresses.Any;
            default:
                problems.Add($"STS_EMULATOR_ISSUER_ADDRESSES: `{text}` is no choice; use `seed`, `public` or `any`");
                return IssuerAddresses.Seed;
        }
    }

    private bool IsJson(string? text)
    {
        if (text is not (null or "simple" or "json"))
            problems.Add($"STS_EMULATOR_LOG_FORMAT: `{text}` is no format; use `simple` or `json`");
        return text == "json";
    }

    private void CheckPorts(params ReadOnlySpan<ListenUrl?> urls)
    {
        for (int i = 0; i < urls.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (urls[i] is { Port: > 0 } one && urls[j] is { } other && one.Port == other.Port && Overlap(one, other))
                    problems.Add($"two listeners cannot share port {one.Port}; give --aws-url, --metadata-url and --verifier-url ports of their own");
            }
        }
    }

    private static bool Overlap(ListenUrl one, ListenUrl other) =>
        one.Address is null || other.Address is null || one.Address.Equals(other.Address) || IsAny(one) || IsAny(other);

    private static bool IsAny(ListenUrl url) => url.Address!.Equals(System.Net.IPAddress.Any) || url.Address.Equals(System.Net.IPAddress.IPv6Any);
}
