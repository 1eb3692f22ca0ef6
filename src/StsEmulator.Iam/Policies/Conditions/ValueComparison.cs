using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

internal enum ValueMatch
{
    No,
    Yes,

    /// <summary>The two cannot be compared at all: neither the operator nor its negation holds.</summary>
    Incomparable,
}

/// <summary>One value of a condition in a policy, read once into the form that its operator compares.</summary>
internal abstract class ValueComparison
{
    /// <summary>Compares by the positive form of the operator; negation is the caller's.</summary>
    public abstract ValueMatch Match(string requestValue, ref DecisionTrace trace);

    public virtual void AddReferencedKeys(ReferencedKeys keys)
    {
    }

    protected static ValueMatch From(bool matches) => matches ? ValueMatch.Yes : ValueMatch.No;
}
