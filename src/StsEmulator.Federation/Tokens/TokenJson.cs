using System.Text.Json;
using System.Text.Unicode;

namespace StsEmulator.Federation.Tokens;

/// <summary>The JSON of tokens: an object in which nothing is said twice.</summary>
internal static class TokenJson
{
    /// <summary>
    /// A member said twice is refused, so that no two readers of one token can take different ones. Depth 32 is the product's bound
    /// on JSON.
    /// </summary>
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static JsonDocument? TryParseObject(byte[] json)
    {
        // The reader looks at the octets of a text only when it is asked for (RFC 7519, section 7.2: UTF-8 all through).
        if (!Utf8.IsValid(json))
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what the reader throws for names that are no Unicode text.
        }
        document?.Dispose();
        return null;
    }

    /// <summary>Reads a member that is text where it is present; false when it is something else.</summary>
    public static bool TryText(JsonElement parent, string name, out string? text)
    {
        text = null;
        return !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null || TryText(value, out text);
    }

    /// <summary>Reads text. What cannot stand in an XML answer (control characters, half surrogate pairs) is no text.</summary>
    public static bool TryText(JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or octets that are not UTF-8.
            return false;
        }
        return text is not null
            && !text.AsSpan().ContainsAnyInRange('\0', '\u001F')
            && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            && !text.AsSpan().ContainsAny('\uFFFE', '\uFFFF');
    }

    /// <summary>Reads one text or a list of them; none where the member is absent.</summary>
    public static bool TryTexts(JsonElement parent, string name, out IReadOnlyList<string> texts)
    {
        texts = [];
        return !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null || TryTexts(value, out texts);
    }

    public static bool TryTexts(JsonElement value, out IReadOnlyList<string> texts)
    {
        texts = [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (!TryText(value, out string? single))
                return false;
            texts = [single!];
            return true;
        }
        var list = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (!TryText(item, out string? text))
                return false;
            list.Add(text!);
        }
        texts = list;
        return true;
    }
}
