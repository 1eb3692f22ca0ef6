using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi;

/// <summary>What may be done to the tags of an entity. Keys are unique without regard to case.</summary>
internal static class TagSet
{
    /// <summary>Says what is wrong with the tags of a request; null when nothing is.</summary>
    public static WireError? Check(IReadOnlyList<Tag> tags)
    {
        if (tags.Select(tag => tag.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() != tags.Count)
            return IamErrors.InvalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        return tags.Any(tag => tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            ? IamErrors.InvalidInput("Tag keys that begin with the reserved prefix aws: cannot be set.")
            : null;
    }

    /// <summary>Adds tags to those that are there; one with a known key replaces it.</summary>
    public static IReadOnlyList<Tag> With(IReadOnlyList<Tag> present, IReadOnlyList<Tag> added) =>
        [.. Without(present, [.. added.Select(tag => tag.Key)]), .. added];

    public static IReadOnlyList<Tag> Without(IReadOnlyList<Tag> present, IReadOnlyList<string> keys) =>
        [.. present.Where(tag => !keys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase))];

    /// <summary>Sets the condition keys of tags that a request brings.</summary>
    public static void SetRequested(ConditionContext context, IReadOnlyList<Tag> tags)
    {
        foreach (var tag in tags)
            context.Set("aws:RequestTag/" + tag.Key, tag.Value);
        SetKeys(context, [.. tags.Select(tag => tag.Key)]);
    }

    /// <summary>Sets the condition key of the tag keys that a request names.</summary>
    public static void SetKeys(ConditionContext context, IReadOnlyList<string> keys)
    {
        if (keys.Count > 0)
            context.SetMany("aws:TagKeys", keys);
    }
}
