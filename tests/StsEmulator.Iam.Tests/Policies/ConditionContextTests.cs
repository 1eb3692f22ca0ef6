using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class ConditionContextTests
{
    [Fact]
    public void Keys_compare_without_case_and_the_last_value_stands()
    {
        var context = new ConditionContext().Set("aws:RequestTag/Team", "a").Set("AWS:requesttag/TEAM", "b");

        Assert.True(context.TryGetSingle("aws:RequestTag/team", out string? value));
        Assert.Equal("b", value);
        Assert.Single(context.Keys);
    }

    [Fact]
    public void A_multivalued_key_has_no_single_value()
    {
        var context = new ConditionContext().SetMany("aws:TagKeys", ["a"]);

        Assert.False(context.TryGetSingle("aws:TagKeys", out _));
        Assert.True(context.TryGet("aws:TagKeys", out var values));
        Assert.Equal((true, 1, "a"), (values.IsMultivalued, values.Count, values[0]));
    }

    [Fact]
    public void An_empty_set_is_absent_and_an_empty_string_is_not()
    {
        var context = new ConditionContext().SetMany("aws:TagKeys", []).Set("aws:PrincipalTag/x", "");

        Assert.False(context.TryGet("aws:TagKeys", out _));
        Assert.True(context.TryGet("aws:PrincipalTag/x", out _));
    }

    [Fact]
    public void A_layer_hides_what_it_sets_and_removes()
    {
        var supplied = new ConditionContext().Set("a:kept", "1").Set("a:replaced", "1").Set("a:removed", "1");

        var context = new ConditionContext(under: supplied).Set("A:Replaced", "2").Remove("A:Removed");

        Assert.True(context.TryGetSingle("a:kept", out _));
        Assert.True(context.TryGetSingle("a:replaced", out string? replaced));
        Assert.Equal("2", replaced);
        Assert.False(context.TryGet("a:removed", out _));
        Assert.Equal(["A:Replaced", "a:kept"], context.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(31), InlineData(32), InlineData(33), InlineData(200)]
    public void Any_number_of_keys_is_found_replaced_and_removed(int count)
    {
        var context = new ConditionContext(4);
        for (int i = 0; i < count; i++)
            context.Set($"aws:RequestTag/K{i}", "old");
        for (int i = 0; i < count; i++)
            context.Set($"AWS:requesttag/k{i}", $"new {i}");
        context.Remove("aws:requesttag/K7");

        for (int i = 0; i < count; i++)
        {
            Assert.Equal(i != 7, context.TryGetSingle($"aws:RequestTag/K{i}", out string? value));
            Assert.Equal(i == 7 ? null : $"new {i}", value);
        }
        Assert.False(context.TryGet($"aws:RequestTag/K{count}", out _));
        Assert.Equal(count - 1, context.Keys.Count());
        Assert.True(context.Set("aws:RequestTag/K7", "again").TryGetSingle("aws:requesttag/k7", out _));
    }
}
