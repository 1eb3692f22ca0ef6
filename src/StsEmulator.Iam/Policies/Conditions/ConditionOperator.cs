using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>A condition operator. Adding one is adding a row.</summary>
/// <param name="Negated">Whether the operator holds when no value of the policy matches.</param>
/// <param name="Read">Reads a value of the policy; the flag says whether variables have meaning in the document.</param>
internal sealed record ConditionOperator(string Name, bool Negated, Func<string, bool, ValueTest> Read)
{
    private const string IfExistsSuffix = "IfExists";

    /// <summary>Existence of a key; it alone takes no prefix and no suffix, and no value is read for it.</summary>
    public static readonly ConditionOperator Null = new("Null", false, (value, _) => new TextEqualsTest(Plain(value), StringComparison.OrdinalIgnoreCase));

    private static readonly FrozenDictionary<string, ConditionOperator> Table = new ConditionOperator[]
    {
        new("StringEquals", false, (value, variables) => new TextEqualsTest(Exact(value, variables), StringComparison.Ordinal)),
        new("StringNotEquals", true, (value, variables) => new TextEqualsTest(Exact(value, variables), StringComparison.Ordinal)),
        new("StringEqualsIgnoreCase", false, (value, variables) => new TextEqualsTest(Exact(value, variables), StringComparison.OrdinalIgnoreCase)),
        new("StringNotEqualsIgnoreCase", true, (value, variables) => new TextEqualsTest(Exact(value, variables), StringComparison.OrdinalIgnoreCase)),
        new("StringLike", false, (value, variables) => new TextLikeTest(PolicyText.Parse(value, variables, wildcards: true))),
        new("StringNotLike", true, (value, variables) => new TextLikeTest(PolicyText.Parse(value, variables, wildcards: true))),
        new("NumericEquals", false, (value, _) => OrderTest.Number(value, Order.Equal)),
        new("NumericNotEquals", true, (value, _) => OrderTest.Number(value, Order.Equal)),
        new("NumericLessThan", false, (value, _) => OrderTest.Number(value, Order.Less)),
        new("NumericLessThanEquals", false, (value, _) => OrderTest.Number(value, Order.LessOrEqual)),
        new("NumericGreaterThan", false, (value, _) => OrderTest.Number(value, Order.Greater)),
        new("NumericGreaterThanEquals", false, (value, _) => OrderTest.Number(value, Order.GreaterOrEqual)),
        new("DateEquals", false, (value, _) => OrderTest.Date(value, Order.Equal)),
        new("DateNotEquals", true, (value, _) => OrderTest.Date(value, Order.Equal)),
        new("DateLessThan", false, (value, _) => OrderTest.Date(value, Order.Less)),
        new("DateLessThanEquals", false, (value, _) => OrderTest.Date(value, Order.LessOrEqual)),
        new("DateGreaterThan", false, (value, _) => OrderTest.Date(value, Order.Greater)),
        new("DateGreaterThanEquals", false, (value, _) => OrderTest.Date(value, Order.GreaterOrEqual)),
        new("Bool", false, (value, variables) => new BooleanTest(Exact(value, variables))),
        new("BinaryEquals", false, (value, _) => new BinaryTest(value)),
        new("IpAddress", false, (value, _) => new AddressTest(value)),
        new("NotIpAddress", true, (value, _) => new AddressTest(value)),
        new("ArnEquals", false, (value, variables) => new ArnTest(ArnPattern.ForCondition(value, variables))),
        new("ArnLike", false, (value, variables) => new ArnTest(ArnPattern.ForCondition(value, variables))),
        new("ArnNotEquals", true, (value, variables) => new ArnTest(ArnPattern.ForCondition(value, variables))),
        new("ArnNotLike", true, (value, variables) => new ArnTest(ArnPattern.ForCondition(value, variables))),
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

    private static PolicyText Plain(string value) => PolicyText.Parse(value, variables: false, wildcards: false);
}

/// <summary>How a condition treats a set of values in the request.</summary>
internal enum SetPrefix
{
    None,
    ForAllValues,
    ForAnyValue,
}
