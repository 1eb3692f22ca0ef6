using StsEmulator.Federation.Discovery;

namespace StsEmulator.Server.Configuration;

/// <summary>How signatures and keys are checked.</summary>
internal enum AuthenticationMode
{
    /// <summary>Every signature is checked.</summary>
    Strict,

    /// <summary>An unknown access key is an administrator of the default account; everything else stays checked.</summary>
    Relaxed,
}

/// <summary>Everything a user may set, read and checked.</summary>
internal sealed record ServerOptions
{
    /// <summary>Gets the seed files, in order; none stands for the built-in seed.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>Gets the store: <c>memory</c> (default), <c>file:DIR</c> or <c>redis://HOST:PORT[,HOST:PORT...]</c>. May hold a password.</summary>
    public string Store { get; init; } = "memory";

    public required ListenUrl AwsUrl { get; init; }

    /// <summary>Gets the URL under which others reach the AWS listener, without a slash at its end; null for the one it listens on.</summary>
    public string? PublicUrl { get; init; }

    public required ListenUrl MetadataUrl { get; init; }

    public required ListenUrl VerifierUrl { get; init; }

    /// <summary>
    /// Gets the issuer of the built-in OpenID provider, as browsers and other containers reach it; null for <see cref="PublicUrl"/> or else
    /// the AWS URL, and <c>/oidc</c>.
    /// </summary>
    public string? IssuerUrl { get; init; }

    /// <summary>Gets the issuer as far as a setting says it, in the one form that URLs are written back in; null where the AWS URL does.</summary>
    public string? ConfiguredIssuer => IssuerUrl ?? (PublicUrl is { } url ? new Uri(url + "/oidc").AbsoluteUri : null);

    public AuthenticationMode Authentication { get; init; }

    /// <summary>Gets whether a store that was written from another seed is written anew.</summary>
    public bool Reseed { get; init; }

    /// <summary>Gets the token that opens the control API and a verifier beyond loopback; null when none is configured.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Gets the lowest level that is logged, default Information; the framework's own messages start at Warning.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Gets whether log lines are JSON objects, default false.</summary>
    public bool LogsJson { get; init; }

    /// <summary>Gets which addresses identity providers' keys may be fetched from; default: private ones for the seed's providers only.</summary>
    public IssuerAddresses IssuerAddresses { get; init; }

    // INVARIANT: the admin token and the store's password stay out of every generated text.
    public override string ToString() => $"ServerOptions {AwsUrl}";
}
