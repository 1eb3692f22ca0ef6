using StsEmulator.Iam.Policies;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies.Conditions;

/// <summary>Absent keys, sets of values, and how clauses combine.</summary>
public sealed class ConditionClauseTests
{
    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringLike", false)]
    [InlineData("StringNotLike", true)]
    [InlineData("NumericLessThan", false)]
    [InlineData("NumericNotEquals", true)]
    [InlineData("DateGreaterThan", false)]
    [InlineData("DateNotEquals", true)]
    [InlineData("Bool", false)]
    [InlineData("BinaryEquals", false)]
    [InlineData("IpAddress", false)]
    [InlineData("NotIpAddress", true)]
    [InlineData("ArnLike", false)]
    [InlineData("ArnNotLike", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("BoolIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAllValues:StringEqualsIfExists", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringNotLike", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", true)]
    public void An_absent_key(string name, bool holds)
    {
        var decision = Ask($$$"""{"{{{name}}}":{"x:key":"1"}}""");

        Assert.Equal(holds, decision.IsAllowed);
        Assert.Equal(["x:key"], decision.MissingContextKeys);
    }

    [Theory]
    [InlineData("\"true\"", false, true)]
    [InlineData("\"true\"", true, false)]
    [InlineData("\"false\"", false, false)]
    [InlineData("\"false\"", true, true)]
    [InlineData("true", false, true)]
    [InlineData("false", true, true)]
    [InlineData("[\"true\",\"false\"]", true, true)]
    [InlineData("\"maybe\"", true, false)]
    public void Null_asks_for_absence(string value, bool isPresent, bool holds) =>
        Assert.Equal(holds, Ask($$$"""{"Null":{"x:key":{{{value}}}}}""", isPresent ? ["v"] : null).IsAllowed);

    [Fact]
    public void A_key_with_an_empty_set_is_absent()
    {
        Assert.True(Ask("""{"Null":{"x:key":"true"}}""", Multivalued([])).IsAllowed);
        Assert.True(Ask("""{"ForAllValues:StringEquals":{"x:key":"a"}}""", Multivalued([])).IsAllowed);
        Assert.True(Ask("""{"ForAllValues:StringEquals":{"x:key":"a"}}""", Multivalued([""])).IsAllowed);
        Assert.False(Ask("""{"ForAnyValue:StringNotEquals":{"x:key":"a"}}""", Multivalued([""])).IsAllowed);
    }

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a", true)]
    [InlineData("ForAllValues:StringEquals", "a,b", true)]
    [InlineData("ForAllValues:StringEquals", "a,c", false)]
    [InlineData("ForAllValues:StringNotEquals", "c,d", true)]
    [InlineData("ForAllValues:StringNotEquals", "c,a", false)]
    [InlineData("ForAnyValue:StringEquals", "c,a", true)]
    [InlineData("ForAnyValue:StringEquals", "c,d", false)]
    [InlineData("ForAnyValue:StringNotEquals", "a,c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a,b", false)]
    [InlineData("ForAnyValue:StringLike", "bx,c", false)]
    [InlineData("ForAllValues:StringLikeIfExists", "a,c", false)]
    public void A_set_is_taken_as_the_prefix_says(string name, string values, bool holds) =>
        Assert.Equal(holds, Ask($$$"""{"{{{name}}}":{"x:key":["a","b"]}}""", Multivalued(values.Split(','))).IsAllowed);

    [Fact]
    public void A_prefix_takes_a_single_value_as_a_set_of_one()
    {
        Assert.True(Ask("""{"ForAllValues:StringEquals":{"x:key":["a","b"]}}""", ["a"]).IsAllowed);
        Assert.True(Ask("""{"ForAnyValue:StringEquals":{"x:key":["a","b"]}}""", ["a"]).IsAllowed);
        Assert.False(Ask("""{"ForAnyValue:StringEquals":{"x:key":["a","b"]}}""", ["c"]).IsAllowed);
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringLikeIfExists")]
    public void Without_a_prefix_no_operator_holds_for_a_multivalued_key(string name)
    {
        var decision = Ask($$$"""{"{{{name}}}":{"x:key":"a"}}""", Multivalued(["a", "b"]));

        Assert.False(decision.IsAllowed);
        Assert.Contains("x:key", Assert.Single(decision.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_takes_multivalued_keys() =>
        Assert.True(Ask("""{"Null":{"x:key":"false"}}""", Multivalued(["a", "b"])).IsAllowed);

    [Fact]
    public void Values_are_alternatives_and_for_a_negation_none_may_match()
    {
        Assert.True(Ask("""{"StringEquals":{"x:key":["a","b"]}}""", ["b"]).IsAllowed);
        Assert.True(Ask("""{"StringNotEquals":{"x:key":["a","b"]}}""", ["c"]).IsAllowed);
        Assert.False(Ask("""{"StringNotEquals":{"x:key":["a","b"]}}""", ["b"]).IsAllowed);
        Assert.False(Ask("""{"StringEquals":{"x:key":[]}}""", ["b"]).IsAllowed);
        Assert.True(Ask("""{"StringNotEquals":{"x:key":[]}}""", ["b"]).IsAllowed);
    }

    [Fact]
    public void Operators_and_keys_all_have_to_hold()
    {
        const string Condition = """{"StringEquals":{"x:key":"a","x:other":"b"},"Bool":{"x:flag":"true"}}""";

        var decision = Ask(Condition, ["a"]);
        var complete = new ConditionContext().Set("x:key", "a").Set("x:other", "b").Set("x:flag", "true");

        Assert.False(decision.IsAllowed);
        Assert.Equal(["x:other", "x:flag"], decision.MissingContextKeys);
        Assert.True(new Question { Identity = [AllowIf(Condition)], Context = complete }.Decide().IsAllowed);
    }

    [Fact]
    public void Numbers_and_booleans_of_the_policy_count_by_their_text()
    {
        Assert.True(Ask("""{"NumericEquals":{"x:key":3600}}""", ["3600"]).IsAllowed);
        Assert.True(Ask("""{"Bool":{"x:key":true}}""", ["true"]).IsAllowed);
        Assert.True(Ask("""{"StringEquals":{"x:key":[1.50,"a"]}}""", ["1.50"]).IsAllowed);
    }

    [Fact]
    public void Key_names_compare_without_case_also_after_the_slash()
    {
        var question = new Question { Identity = [AllowIf("""{"StringEquals":{"AWS:principaltag/TEAM":"Core"}}""")] };
        question.Context.Set("aws:PrincipalTag/team", "Core");

        Assert.True(question.Decide().IsAllowed);
    }

    private static string[] Multivalued(string[] values) => ["*", .. values];

    /// <param name="values">The value of <c>x:key</c>; after a star, the set of its values.</param>
    private static PolicyDecision Ask(string condition, string[]? values = null)
    {
        var question = new Question { Identity = [AllowIf(condition)] };
        if (values is ["*", .. var many])
            question.Context.SetMany("x:key", many);
        else if (values is not null)
            question.Context.Set("x:key", values[0]);
        return question.Decide();
    }
}
