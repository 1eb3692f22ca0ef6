using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Tokens;

/// <summary>What a token asks the session to carry: tags and a source identity.</summary>
/// <remarks>
/// Limits as for the parameters of AssumeRole: at most 50 tags, keys of 1 to 128 and values of 0 to 256 characters, source identities
/// of 2 to 64; <c>aws:</c> is reserved. Source: STS API model 2011-06-15. Keys that differ in letter case only, and transitive keys
/// without a tag, are refused by the role assumption.
/// </remarks>
internal sealed partial record SessionClaims(IReadOnlyList<Tag> Tags, IReadOnlyList<string> TransitiveTagKeys, string? SourceIdentity)
{
    private const string TagsClaim = "https://aws.amazon.com/tags", SourceIdentityClaim = "https://aws.amazon.com/source_identity";
    private const string PrincipalTags = "principal_tags", TransitiveKeys = "transitive_tag_keys", ReservedPrefix = "aws:";
    private const int MaximumTags = 50;

    public static bool TryRead(
        byte[] payload, [NotNullWhen(true)] out SessionClaims? claims, [NotNullWhen(false)] out WebIdentityRefusal? refusal)
    {
        claims = null;
        using var document = TokenJson.TryParseObject(payload);
        if (document is null)
        {
            refusal = WebIdentityRefusal.NotAToken;
            return false;
        }
        var root = document.RootElement;
        var tags = new List<Tag>();
        var transitive = new List<string>();
        string? malformed = ReadTags(root, tags, transitive) && ReadFlatTags(root, tags, transitive) && AreWithinLimits(tags, transitive)
            ? null : TagsClaim;
        if (!TokenJson.TryText(root, SourceIdentityClaim, out string? sourceIdentity)
            || (sourceIdentity is not null && !IsSourceIdentity(sourceIdentity)))
        {
            malformed ??= SourceIdentityClaim;
        }
        refusal = malformed is null ? null : new WebIdentityRefusal(WebIdentityRefusalKind.MalformedSessionClaim, malformed);
        if (refusal is not null)
            return false;
        claims = new SessionClaims(tags, transitive, sourceIdentity);
        return true;
    }

    /// <summary>The nested form: <c>{"principal_tags":{"k":["v"]},"transitive_tag_keys":["k"]}</c>.</summary>
    private static bool ReadTags(JsonElement root, List<Tag> tags, List<string> transitive)
    {
        if (!root.TryGetProperty(TagsClaim, out var claim))
            return true;
        if (claim.ValueKind != JsonValueKind.Object)
            return false;
        if (claim.TryGetProperty(PrincipalTags, out var principalTags))
        {
            if (principalTags.ValueKind != JsonValueKind.Object)
                return false;
            foreach (var tag in principalTags.EnumerateObject())
            {
                if (tag.Value.ValueKind != JsonValueKind.Array || !AddTag(tags, NameOf(tag), tag.Value))
                    return false;
            }
        }
        return !claim.TryGetProperty(TransitiveKeys, out var keys) || (keys.ValueKind == JsonValueKind.Array && AddKeys(transitive, keys));
    }

    /// <summary>
    /// The form for providers that cannot nest: <c>"https://aws.amazon.com/tags/principal_tags/k": "v"</c>. Known from documentation
    /// only; a one-element list is taken too.
    /// </summary>
    private static bool ReadFlatTags(JsonElement root, List<Tag> tags, List<string> transitive)
    {
        const string tagPrefix = $"{TagsClaim}/{PrincipalTags}/", keysClaim = $"{TagsClaim}/{TransitiveKeys}";
        foreach (var claim in root.EnumerateObject())
        {
            string? name = NameOf(claim);
            if (name is null)
                return false;
            if (name.StartsWith(tagPrefix, StringComparison.Ordinal) && !AddTag(tags, name[tagPrefix.Length..], claim.Value))
                return false;
            if (name == keysClaim && !AddKeys(transitive, claim.Value))
                return false;
        }
        return true;
    }

    private static bool AddTag(List<Tag> tags, string? key, JsonElement value)
    {
        if (key is null || !TokenJson.TryTexts(value, out var values) || values.Count != 1)
            return false;
        tags.Add(new Tag(key, values[0]));
        return true;
    }

    private static bool AddKeys(List<string> transitive, JsonElement value)
    {
        if (!TokenJson.TryTexts(value, out var keys))
            return false;
        transitive.AddRange(keys);
        return true;
    }

    /// <summary>A member's name; null when it is no Unicode text.</summary>
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal static bool AreWithinLimits(List<Tag> tags, List<string> transitive) =>
        tags.Count <= MaximumTags && transitive.Count <= MaximumTags && tags.All(tag => IsTagKey(tag.Key) && IsTagValue(tag.Value))
        && transitive.All(IsTagKey);

    private static bool IsTagKey(string key) =>
        key.Length > 0 && CodePoints(key) <= 128 && TagPattern.IsMatch(key)
        && !key.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsTagValue(string value) => CodePoints(value) <= 256 && TagPattern.IsMatch(value);

    internal static bool IsSourceIdentity(string value) =>
        value.Length is >= 2 and <= 64 && SourceIdentityPattern.IsMatch(value)
        && !value.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase);

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern { get; }

    [GeneratedRegex(@"\A[\w+=,.@-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex SourceIdentityPattern { get; }
}
