using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi;

/// <summary>
/// What may be done to the tags of an entity. The keys of users and roles are unique without regard to case, those of all else with it.
/// Source: IAM User Guide, "Tags for IAM resources".
/// </summary>
internal static class TagSet
{
    /// <summary>Says what is wrong with the tags of a request; null when nothing is.</summary>
    /// <param name="keys">How keys compare; without regard to case where it is left out.</param>
    public static WireError? Check(IReadOnlyList<Tag> tags, StringComparer? keys = null)
    {
        if (tags.Select(tag => tag.Key).Distinct(keys ?? StringComparer.OrdinalIgnoreCase).Count() != tags.Count)
        {
            return IamErrors.InvalidInput(
                keys == StringComparer.Ordinal ? "Duplicate tag keys found." : "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
        return tags.Any(tag => tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            ? IamErrors.InvalidInput("Tag keys that begin with the reserved prefix aws: cannot be set.")
            : null;
    }

    /// <summary>Adds tags to those that are there; one with a known key replaces it.</summary>
    public static IReadOnlyList<Tag> With(IReadOnlyList<Tag> present, IReadOnlyList<Tag> added, StringComparer? keys = null) =>
        [.. Without(present, [.. added.Select(tag => tag.Key)], keys), .. added];

    public static IReadOnlyList<Tag> Without(IReadOnlyList<Tag> present, IReadOnlyList<string> removed, StringComparer? keys = null) =>
        [.. present.Where(tag => !removed.Contains(tag.Key, keys ?? StringComparer.OrdinalIgnoreCase))];

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
