using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>A condition operator. Adding one is adding a row.</summary>
/// <param name="Negated">Whether the operator holds when no value of the policy matches.</param>
/// <param name="Read">Reads a value of the policy; the flag says whether variables have meaning in the document.</param>
internal sealed record ConditionOperator(string Name, bool Negated, Func<string, bool, ValueComparison> Read)
{
    private const string IfExistsSuffix = "IfExists";

    /// <summary>Existence of a key; it alone takes no prefix and no suffix, and no value is read for it.</summary>
    public static readonly ConditionOperator Null = new(
        "Null", false, (value, _) => new TextEquality(Exact(value, variables: false), StringComparison.OrdinalIgnoreCase));

    private static readonly FrozenDictionary<string, ConditionOperator> Table = new ConditionOperator[]
    {
        new("StringEquals", false, (value, variables) => new TextEquality(Exact(value, variables), StringComparison.Ordinal)),
        new("StringNotEquals", true, (value, variables) => new TextEquality(Exact(value, variables), StringComparison.Ordinal)),
        new("StringEqualsIgnoreCase", false, (value, variables) => Caseless(value, variables)),
        new("StringNotEqualsIgnoreCase", true, (value, variables) => Caseless(value, variables)),
        new("StringLike", false, (value, variables) => new TextLikeness(PolicyText.Parse(value, variables, wildcards: true))),
        new("StringNotLike", true, (value, variables) => new TextLikeness(PolicyText.Parse(value, variables, wildcards: true))),
        new("NumericEquals", false, (value, _) => OrderComparison.Number(value, Order.Equal)),
        new("NumericNotEquals", true, (value, _) => OrderComparison.Number(value, Order.Equal)),
        new("NumericLessThan", false, (value, _) => OrderComparison.Number(value, Order.Less)),
        new("NumericLessThanEquals", false, (value, _) => OrderComparison.Number(value, Order.LessOrEqual)),
        new("NumericGreaterThan", false, (value, _) => OrderComparison.Number(value, Order.Greater)),
        new("NumericGreaterThanEquals", false, (value, _) => OrderComparison.Number(value, Order.GreaterOrEqual)),
        new("DateEquals", false, (value, _) => OrderComparison.Date(value, Order.Equal)),
        new("DateNotEquals", true, (value, _) => OrderComparison.Date(value, Order.Equal)),
        new("DateLessThan", false, (value, _) => OrderComparison.Date(value, Order.Less)),
        new("DateLessThanEquals", false, (value, _) => OrderComparison.Date(value, Order.LessOrEqual)),
        new("DateGreaterThan", false, (value, _) => OrderComparison.Date(value, Order.Greater)),
        new("DateGreaterThanEquals", false, (value, _) => OrderComparison.Date(value, Order.GreaterOrEqual)),
        new("Bool", false, (value, variables) => new BooleanEquality(Exact(value, variables))),
        new("BinaryEquals", false, (value, _) => new BinaryEquality(value)),
        new("IpAddress", false, (value, _) => new AddressInclusion(value)),
        new("NotIpAddress", true, (value, _) => new AddressInclusion(value)),
        new("ArnEquals", false, (value, variables) => new ArnLikeness(ArnPattern.ForCondition(value, variables))),
        new("ArnLike", false, (value, variables) => new ArnLikeness(ArnPattern.ForCondition(value, variables))),
        new("ArnNotEquals", true, (value, variables) => new ArnLikeness(ArnPattern.ForCondition(value, variables))),
        new("ArnNotLike", true, (value, variables) => new ArnLikeness(ArnPattern.ForCondition(value, variables))),
        Null,
    }.ToFrozenDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Table.Keys;

    public bool ComparesDates => Name.StartsWith("Date", StringComparison.Ordinal);

    /// <summary>Reads an operator with its set prefix and its suffix, case aside: AWS's own samples differ in it.</summary>
    public static bool TryParse(string text, out SetPrefix prefix, out bool ifExists, [NotNullWhen(true)] out ConditionOperator? row)
    {
        prefix = SetPrefix.None;
        var name = text.AsSpan();
        if (name.IndexOf(':') is >= 0 and var colon)
        {
            prefix = name[..colon].Equals("ForAllValues", StringComparison.OrdinalIgnoreCase) ? SetPrefix.ForAllValues
                : name[..colon].Equals("ForAnyValue", StringComparison.OrdinalIgnoreCase) ? SetPrefix.ForAnyValue
                : SetPrefix.None;
            row = null;
            ifExists = false;
            if (prefix == SetPrefix.None)
                return false;
            name = name[(colon + 1)..];
        }
        ifExists = name.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
            name = name[..^IfExistsSuffix.Length];
        return Table.TryGetValue(name.ToString(), out row) && (row != Null || (prefix == SetPrefix.None && !ifExists));
    }

    private static PolicyText Exact(string value, bool variables) => PolicyText.Parse(value, variables, wildcards: false);

    private static TextEquality Caseless(string value, bool variables) =>
        new(Exact(value, variables), StringComparison.OrdinalIgnoreCase);
}

/// <summary>How a condition treats a set of values in the request.</summary>
internal enum SetPrefix
{
    None,
    ForAllValues,
    ForAnyValue,
}
