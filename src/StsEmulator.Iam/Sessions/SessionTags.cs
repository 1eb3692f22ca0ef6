using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Sessions;

/// <summary>The rules of session tags: keys compare without regard to case, transitive ones stay with every later hop.</summary>
public static class SessionTags
{
    /// <summary>Checks the tags of a call against each other and against what the caller's session made transitive.</summary>
    public static RoleAssumptionFailure? Check(IReadOnlyList<Tag> tags, IReadOnlyList<string> transitiveKeys, Caller? caller)
    {
        if (HasDuplicates(tags))
            return RoleAssumptionFailure.DuplicateTagKeys;
        foreach (string key in transitiveKeys)
        {
            if (!Contains(tags, key))
                return RoleAssumptionFailure.TransitiveKeyNotInTags;
        }
        foreach (string inherited in caller?.Session?.Facts?.TransitiveTagKeys ?? [])
        {
            if (Contains(tags, inherited))
                return RoleAssumptionFailure.TransitiveTagConflict;
        }
        return null;
    }

    public static bool HasDuplicates(IReadOnlyList<Tag> tags)
    {
        if (tags.Count < 2)
            return false;
        var seen = new HashSet<string>(tags.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var tag in tags)
        {
            if (!seen.Add(tag.Key))
                return true;
        }
        return false;
    }

    /// <summary>The tags of a session that a caller's session hands on.</summary>
    public static IReadOnlyList<Tag> Inherited(Caller? caller)
    {
        if (caller?.Session?.Facts is not { TransitiveTagKeys.Count: > 0 } facts)
            return [];
        var inherited = new List<Tag>(facts.TransitiveTagKeys.Count);
        foreach (var tag in facts.Tags)
        {
            if (facts.TransitiveTagKeys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase))
                inherited.Add(tag);
        }
        return inherited;
    }

    private static bool Contains(IReadOnlyList<Tag> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
