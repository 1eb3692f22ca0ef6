using StsEmulator.Iam.Directory;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads lists of tags: <c>Key</c> and <c>Value</c>; keys compare without regard to case.</summary>
internal static class SeedTags
{
    public static List<Tag> Read(SeedElement owner, string property, SeedProblems problems, int maximum)
    {
        List<Tag> tags = [];
        HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in owner.Items(property, maximum))
        {
            SeedElement element = new(item, problems, "Key", "Value");
            string? key = element.Required("Key", TextRule.TagKey);
            string? value = element.Required("Value", TextRule.TagValue);
            if (key is not null && !keys.Add(key))
                element.Report("Key", $"`{key}` is given twice; case does not tell tag keys apart");
            if (key is not null && key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                element.Report("Key", $"`{key}` begins with `aws:`, which only AWS may use");
            if (key is not null && value is not null)
                tags.Add(new Tag(key, value));
        }
        return tags;
    }
}
