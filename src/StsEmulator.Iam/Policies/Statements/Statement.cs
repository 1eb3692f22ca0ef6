using StsEmulator.Iam.Policies.Conditions;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Statements;

/// <summary>A compiled statement.</summary>
internal sealed class Statement
{
    public required int Index { get; init; }

    public required string? Sid { get; init; }

    public required PolicyEffect Effect { get; init; }

    public required ActionPattern[] Actions { get; init; }

    public required bool IsNotAction { get; init; }

    /// <summary>Gets the resources; null where the element is absent, which means the resource that the policy belongs to.</summary>
    public required ArnPattern[]? Resources { get; init; }

    public required bool IsNotResource { get; init; }

    /// <summary>Gets who the statement is about; null where the element is absent.</summary>
    public required PrincipalElement? Principals { get; init; }

    public required ConditionClause[] Conditions { get; init; }

    public bool MatchesAction(ReadOnlySpan<char> vendor, ReadOnlySpan<char> name)
    {
        foreach (var pattern in Actions)
        {
            if (pattern.Matches(vendor, name))
                return !IsNotAction;
        }
        return IsNotAction;
    }

    /// <summary>Says whether the statement is about actions of a service at all, whatever its resources and conditions.</summary>
    public bool Reaches(ReadOnlySpan<char> vendor)
    {
        foreach (var pattern in Actions)
        {
            if (IsNotAction ? pattern.Covers(vendor) : pattern.Reaches(vendor))
                return !IsNotAction;
        }
        return IsNotAction;
    }

    public bool MatchesResource(in ArnText resource, ref DecisionTrace trace)
    {
        if (Resources is null)
            return true;
        bool hasUnresolved = false;
        foreach (var pattern in Resources)
        {
            var match = pattern.Match(resource, ref trace);
            if (match == PatternMatch.Yes)
                return !IsNotResource;
            hasUnresolved |= match == PatternMatch.Unresolved;
        }
        // What an unresolved variable leaves open is decided against the caller: it takes nothing out of a Deny, and an Allow is void.
        return IsNotResource && (Effect == PolicyEffect.Deny || !hasUnresolved);
    }

    public bool MatchesConditions(ref DecisionTrace trace)
    {
        for (int i = 0; i < Conditions.Length; i++)
        {
            if (Conditions[i].IsMet(ref trace))
                continue;
            for (int rest = i + 1; rest < Conditions.Length; rest++)
                Conditions[rest].NoteWhetherMissing(ref trace);
            return false;
        }
        return true;
    }

    public void AddReferencedKeys(ReferencedKeys keys)
    {
        foreach (var pattern in Resources ?? [])
            pattern.AddReferencedKeys(keys);
        foreach (var clause in Conditions)
            clause.AddReferencedKeys(keys);
    }
}
