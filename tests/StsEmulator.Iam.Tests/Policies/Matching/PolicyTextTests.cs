using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Tests.Policies.Matching;

public sealed class PolicyTextTests
{
    [Fact]
    public void Wildcards_in_a_value_or_default_are_literal()
    {
        var text = PolicyText.Parse("${a:b}?${c:d, '*'}*", variables: true, wildcards: true);
        var trace = new DecisionTrace(new ConditionContext().Set("a:b", "*"));

        Assert.True(text.TryResolve(ref trace, out string? resolved));

        Assert.Equal($"*{Glob.One}*{Glob.Any}", resolved);
    }

    [Fact]
    public void A_value_with_the_signs_that_stand_for_wildcards_is_no_value()
    {
        var text = PolicyText.Parse("${a:b}", variables: true, wildcards: true);
        var trace = new DecisionTrace(new ConditionContext().Set("a:b", Glob.Any.ToString()));

        Assert.False(text.TryResolve(ref trace, out _));
    }

    [Theory]
    [InlineData(PolicyText.MaximumResolvedLength, true)]
    [InlineData(PolicyText.MaximumResolvedLength + 1, false)]
    public void A_text_does_not_grow_without_bound(int length, bool isResolved)
    {
        var text = PolicyText.Parse("${a:b}${a:b}${a:c}", variables: true, wildcards: true);
        var trace = new DecisionTrace(new ConditionContext().Set("a:b", new string('x', length / 2)).Set("a:c", length % 2 == 0 ? "" : "x"));

        Assert.Equal(isResolved, text.TryResolve(ref trace, out string? resolved));
        Assert.Equal(isResolved ? length : null, resolved?.Length);
    }

    [Theory]
    [InlineData("${a:b", "${a:b")]
    [InlineData("$", "$")]
    [InlineData("a}b", "a}b")]
    [InlineData("${$}{a:b}", "${a:b}")]
    public void What_is_no_variable_is_text(string source, string resolved)
    {
        var text = PolicyText.Parse(source, variables: true, wildcards: false);
        var trace = new DecisionTrace(new ConditionContext());

        Assert.True(text.TryResolve(ref trace, out string? actual));
        Assert.Equal(resolved, actual);
    }

    [Fact]
    public void Many_open_variables_are_read_in_reasonable_time()
    {
        string source = string.Concat(Enumerable.Repeat("${a, 'b}", 16_000));

        var text = PolicyText.Parse(source, variables: true, wildcards: true);
        var trace = new DecisionTrace(new ConditionContext());

        Assert.False(text.TryResolve(ref trace, out _));
    }
}
