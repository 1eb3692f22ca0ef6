using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using StsEmulator.Federation.TestIssuers;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Server.Control;

/// <summary>What a token is to say.</summary>
/// <param name="Issuer">The issuer, as a provider of the directory has it.</param>
/// <param name="Claims">Claims that are added or stand in place of the usual ones; null takes one away, so that faults can be rehearsed.</param>
/// <param name="Algorithm">RS256 when absent.</param>
/// <param name="Lifetime">1 s to 24 h, 10 min when absent.</param>
internal sealed record MintRequest(string Issuer, JsonElement? Claims, SignatureAlgorithm Algorithm, TimeSpan Lifetime)
{
    public static readonly TimeSpan MinimumLifetime = TimeSpan.FromSeconds(1), MaximumLifetime = TimeSpan.FromDays(1);

    private static readonly TimeSpan UsualLifetime = TimeSpan.FromMinutes(10);

    private static readonly string[] Members = [nameof(Issuer), nameof(Claims), nameof(Algorithm), "ExpiresIn"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out MintRequest? request, [NotNullWhen(false)] out string? problem)
    {
        request = null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            problem = Read(document.RootElement, out request);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is the reader's answer to half of a surrogate pair, which is no text.
            problem = "The body is not valid JSON.";
        }
        return request is not null;
    }

    /// <summary>Writes the claims: those that every provider sends, as changed.</summary>
    /// <param name="audience">The first client id of the provider, or null.</param>
    public ReadOnlyMemory<byte> Write(DateTimeOffset now, string? audience, string tokenId)
    {
        long issuedAt = now.ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (IsUsual("iss"))
                writer.WriteString("iss"u8, Issuer);
            if (audience is not null && IsUsual("aud"))
                writer.WriteString("aud"u8, audience);
            if (IsUsual("iat"))
                writer.WriteNumber("iat"u8, issuedAt);
            if (IsUsual("nbf"))
                writer.WriteNumber("nbf"u8, issuedAt);
            if (IsUsual("exp"))
                writer.WriteNumber("exp"u8, issuedAt + (long)Lifetime.TotalSeconds);
            if (IsUsual("jti"))
                writer.WriteString("jti"u8, tokenId);
            foreach (var claim in Claims?.EnumerateObject() ?? default)
            {
                if (claim.Value.ValueKind != JsonValueKind.Null)
                    claim.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static string? Read(JsonElement root, out MintRequest? request)
    {
        request = null;
        if (root.ValueKind != JsonValueKind.Object)
            return "The body is a JSON object.";
        foreach (var member in root.EnumerateObject())
        {
            if (!Members.Contains(member.Name, StringComparer.Ordinal))
                return $"`{member.Name}` is not known; a body has {string.Join(", ", Members)}.";
        }
        if (Text(root, nameof(Issuer), out string? issuer) is { } wrong)
            return wrong;
        if (issuer is null)
            return "`Issuer` is missing.";
        if (root.TryGetProperty(nameof(Claims), out var claims) && claims.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return "`Claims` is a JSON object.";
        if (claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty("iss", out var iss)
            && iss.ValueKind != JsonValueKind.Null && (iss.ValueKind != JsonValueKind.String || !iss.ValueEquals(issuer)))
        {
            return "The claim `iss` is the `Issuer`, or null to leave it out.";
        }
        if (Text(root, nameof(Algorithm), out string? name) is { } wrongName)
            return wrongName;
        var algorithm = SignatureAlgorithm.RS256;
        if (name is not null && (!Enum.TryParse(name, out algorithm) || algorithm.ToString() != name
            || !TestIssuerKeys.Algorithms.Contains(algorithm)))
        {
            return $"`Algorithm` is one of {string.Join(", ", TestIssuerKeys.Algorithms)}.";
        }
        if (Text(root, "ExpiresIn", out string? expiresIn) is { } wrongTime)
            return wrongTime;
        var lifetime = UsualLifetime;
        if (expiresIn is not null && (!IsoDuration.TryParse(expiresIn, out lifetime) || lifetime < MinimumLifetime || lifetime > MaximumLifetime))
            return "`ExpiresIn` is an ISO 8601 duration from PT1S to P1D; for other times give the claim `exp`.";
        request = new MintRequest(issuer, claims.ValueKind == JsonValueKind.Object ? claims.Clone() : null, algorithm, lifetime);
        return null;
    }

    private static string? Text(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return $"`{name}` is a text.";
        text = value.GetString();
        return null;
    }

    private bool IsUsual(string claim) => Claims is not { } claims || !claims.TryGetProperty(claim, out _);
}
