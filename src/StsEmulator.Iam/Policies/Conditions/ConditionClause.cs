using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>
/// One key of one operator with its values. The rules for absent and multivalued keys are those of the IAM User Guide, "Condition
/// operators" and "Set operators for multivalued context keys".
/// </summary>
internal sealed class ConditionClause(ConditionOperator row, SetPrefix prefix, bool ifExists, string key, ValueComparison[] values)
{
    public bool IsMet(ref DecisionTrace trace)
    {
        bool isPresent = trace.Context.TryGet(key, out var value);
        if (!isPresent)
            trace.NoteMissing(key);
        if (row == ConditionOperator.Null)
            return IsAnyMatch(isPresent ? "false" : "true", ref trace) == ValueMatch.Yes;
        if (prefix != SetPrefix.None)
            return isPresent && !IsEmptySet(value) ? IsMetBySet(value, ref trace) : ifExists || prefix == SetPrefix.ForAllValues;
        if (!isPresent)
            return ifExists || row.Negated;
        if (value.IsMultivalued)
        {
            trace.Warn($"The key `{key}` is multivalued; without ForAllValues or ForAnyValue, {row.Name} never holds for it.");
            return false;
        }
        return IsMetBy(value[0], ref trace);
    }

    /// <summary>Notes the key as missing where it is, for a clause whose outcome no longer matters.</summary>
    public void NoteWhetherMissing(ref DecisionTrace trace)
    {
        if (!trace.Context.TryGet(key, out _))
            trace.NoteMissing(key);
    }

    public void AddReferencedKeys(ReferencedKeys keys)
    {
        keys.Add(key);
        foreach (var wanted in values)
            wanted.AddReferencedKeys(keys);
    }

    private static bool IsEmptySet(in ContextValue value)
    {
        for (int i = 0; i < value.Count; i++)
        {
            if (value[i].Length > 0)
                return false;
        }
        return true;
    }

    private bool IsMetBySet(in ContextValue value, ref DecisionTrace trace)
    {
        bool all = prefix == SetPrefix.ForAllValues;
        for (int i = 0; i < value.Count; i++)
        {
            if (IsMetBy(value[i], ref trace) != all)
                return !all;
        }
        return all;
    }

    private bool IsMetBy(string requestValue, ref DecisionTrace trace) =>
        IsAnyMatch(requestValue, ref trace) == (row.Negated ? ValueMatch.No : ValueMatch.Yes);

    /// <summary>Yes as soon as one value matches; else Incomparable if one could not be compared, which a negation must not pass.</summary>
    private ValueMatch IsAnyMatch(string requestValue, ref DecisionTrace trace)
    {
        var outcome = ValueMatch.No;
        foreach (var wanted in values)
        {
            var match = wanted.Match(requestValue, ref trace);
            if (match == ValueMatch.Yes)
                return match;
            if (match == ValueMatch.Incomparable)
                outcome = match;
        }
        return outcome;
    }
}
