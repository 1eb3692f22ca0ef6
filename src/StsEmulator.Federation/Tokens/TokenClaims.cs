using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace StsEmulator.Federation.Tokens;

/// <summary>The claims that decide whether a token is valid; times in seconds since 1970.</summary>
internal sealed record TokenClaims
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>Gets the members of <c>aud</c>, at least one.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    public required long IssuedAt { get; init; }

    public required long Expires { get; init; }

    public long? NotBefore { get; init; }

    public string? AuthorizedParty { get; init; }

    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    public static bool TryRead(
        byte[] payload, [NotNullWhen(true)] out TokenClaims? claims, [NotNullWhen(false)] out WebIdentityRefusal? refusal)
    {
        claims = null;
        using var document = TokenJson.TryParseObject(payload);
        if (document is null
            || !TokenJson.TryText(document.RootElement, "iss", out string? issuer)
            || !TokenJson.TryText(document.RootElement, "sub", out string? subject)
            || !TokenJson.TryTexts(document.RootElement, "aud", out var audiences)
            || !TryTime(document.RootElement, "iat", out long? issuedAt)
            || !TryTime(document.RootElement, "exp", out long? expires)
            || !TryTime(document.RootElement, "nbf", out long? notBefore)
            || !TokenJson.TryText(document.RootElement, "azp", out string? party)
            || !TokenJson.TryTexts(document.RootElement, "amr", out var methods))
        {
            refusal = WebIdentityRefusal.NotAToken;
            return false;
        }

        string? missing = string.IsNullOrEmpty(issuer) ? "iss"
            : string.IsNullOrEmpty(subject) ? "sub"
            : audiences.Count == 0 ? "aud"
            : issuedAt is null ? "iat"
            : expires is null ? "exp"
            : null;
        if (missing is not null)
        {
            refusal = new WebIdentityRefusal(WebIdentityRefusalKind.MissingClaim, missing);
            return false;
        }
        refusal = null;
        claims = new TokenClaims
        {
            Issuer = issuer!,
            Subject = subject!,
            Audiences = audiences,
            IssuedAt = issuedAt!.Value,
            Expires = expires!.Value,
            NotBefore = notBefore,
            AuthorizedParty = party,
            AuthenticationMethods = methods,
        };
        return true;
    }

    /// <summary>Reads a time: a whole number of seconds. RFC 7519 allows fractions, IAM does not.</summary>
    private static bool TryTime(JsonElement parent, string name, out long? time)
    {
        time = null;
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long seconds))
            return false;
        time = seconds;
        return true;
    }
}
