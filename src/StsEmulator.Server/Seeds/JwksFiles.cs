using System.Text.Json;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads the JSON Web Key Sets that OIDC providers name. A set holds public keys only (RFC 7517, RFC 7518 section 6).</summary>
internal sealed class JwksFiles(string folder)
{
    private const int MaximumBytes = 1024 * 1024;

    private const int MaximumKeys = 100;

    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Gets the content of what was read, which belongs to the seed's fingerprint.</summary>
    public List<byte[]> Contents { get; } = [];

    /// <summary>Reads a file, relative to the seed file; null with a problem when it is no set of public keys.</summary>
    public string? Read(string name, out string? problem)
    {
        if (ReadText(name, MaximumBytes, out problem) is not { } text)
            return null;
        problem = Check(text);
        return problem is null ? text : null;
    }

    /// <summary>Reads another file that a provider names, such as SAML metadata; null with a problem when it cannot be read.</summary>
    public string? ReadText(string name, int maximumBytes, out string? problem)
    {
        if (!SeedFile.TryRead(Path.Combine(folder, name), maximumBytes, out string? text, out byte[] content, out problem))
            return null;
        Contents.Add(content);
        return text;
    }

    internal static string? Check(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys"u8, out var keys) || keys.ValueKind != JsonValueKind.Array)
            {
                return "expected a JSON Web Key Set: an object with a list `keys`";
            }
            if (keys.GetArrayLength() > MaximumKeys)
                return $"expected at most {MaximumKeys} keys";
            int index = 0;
            foreach (var key in keys.EnumerateArray())
            {
                if (CheckKey(key) is { } problem)
                    return $"keys[{index}]: {problem}";
                index++;
            }
            return null;
        }
        catch (JsonException)
        {
            return "not valid JSON";
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to half of a surrogate pair, which is no text.
            return "not valid JSON";
        }
    }

    private static string? CheckKey(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object)
            return "expected an object";
        if (!key.TryGetProperty("kty"u8, out var type) || type.ValueKind != JsonValueKind.String)
            return "`kty` is missing";
        string[] needed = type.GetString() switch
        {
            "RSA" => ["n", "e"],
            "EC" => ["crv", "x", "y"],
            "OKP" => ["crv", "x"],
            _ => [],
        };
        if (needed.Length == 0)
            return "`kty` is not RSA, EC or OKP; a symmetric key proves nothing here";
        foreach (string member in needed)
        {
            if (!key.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
                return $"`{member}` is missing";
        }
        foreach (string member in PrivateMembers)
        {
            if (key.TryGetProperty(member, out _))
                return $"`{member}` belongs to a private key; a seed holds public keys only";
        }
        return null;
    }
}
