using StsEmulator.Iam.Policies;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies.Matching;

public sealed class ArnPatternTests
{
    [Theory]
    [InlineData("*", "arn:aws:s3:::bucket/key", true)]
    [InlineData("arn:aws:s3:::bucket/key", "arn:aws:s3:::bucket/key", true)]
    [InlineData("arn:aws:s3:::bucket/Key", "arn:aws:s3:::bucket/key", false)]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b:c", true)]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", false)]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/", true)]
    [InlineData("arn:aws:s3:::bucket*", "arn:aws:s3:::bucket-2/key", true)]
    [InlineData("arn:aws:s3:::buck?t", "arn:aws:s3:::bucket", true)]
    [InlineData("arn:aws:s3:::*", "arn:aws:s3:::bucket/key", true)]
    [InlineData("arn:*:s3:::bucket", "arn:aws-cn:s3:::bucket", true)]
    [InlineData("arn:aws:s3:::bucket", "arn:aws-cn:s3:::bucket", false)]
    [InlineData("arn:aws:sqs:*:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("arn:aws:sqs:*:q", "arn:aws:sqs:eu-west-1:111122223333:q", false)]
    [InlineData("arn:aws:sqs:eu-*:*:*", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("arn:aws:sqs:::q", "arn:aws:sqs:eu-west-1:111122223333:q", false)]
    [InlineData("arn:aws:sqs:eu-west-1:*:q", "arn:aws:sqs:eu-west-1::q", true)]
    [InlineData("arn:aws:logs:*:*:log-group:*:log-stream:a", "arn:aws:logs:us-east-1:111122223333:log-group:x:y:log-stream:a", true)]
    [InlineData("arn:aws:s3*", "arn:aws:s3:::bucket", true)]
    [InlineData("arn:aws:s3", "arn:aws:s3:::bucket", false)]
    [InlineData("bucket", "arn:aws:s3:::bucket", false)]
    [InlineData("**", "arn:aws:s3:::bucket", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:*:*:*:*:*", "*", true)]
    [InlineData("arn:aws:s3:::*", "*", false)]
    [InlineData("arn:aws:*:*:*:*", "*", false)]
    public void A_resource_is_matched_field_by_field(string pattern, string resource, bool matches) =>
        Assert.Equal(matches, new Question { Identity = [Allow("*", pattern)], Resource = resource }.Decide().IsAllowed);

    [Theory]
    [InlineData("""["arn:aws:s3:::a/*","arn:aws:s3:::b/*"]""", "arn:aws:s3:::c/x", true)]
    [InlineData("""["arn:aws:s3:::a/*","arn:aws:s3:::b/*"]""", "arn:aws:s3:::b/x", false)]
    [InlineData("""["arn:aws:s3:::a/*"]""", "*", true)]
    [InlineData("\"*\"", "arn:aws:s3:::c/x", false)]
    public void NotResource_is_about_everything_else(string patterns, string resource, bool matches)
    {
        string policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","NotResource":{{patterns}}}]}""";

        Assert.Equal(matches, new Question { Identity = [policy], Resource = resource }.Decide().IsAllowed);
    }

    [Theory]
    [InlineData("arn:aws:s3:::bucket/${aws:username}/*", "arn:aws:s3:::bucket/al*ce/x", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:username}/*", "arn:aws:s3:::bucket/alice/x", false)]
    [InlineData("arn:aws:s3:::bucket/${AWS:UserName}", "arn:aws:s3:::bucket/al*ce", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/Team}", "arn:aws:s3:::bucket/core", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/none, 'all'}", "arn:aws:s3:::bucket/all", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/none, 'a*}'}", "arn:aws:s3:::bucket/a*}", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/none, 'a*'}", "arn:aws:s3:::bucket/all", false)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/none,'all'}", "arn:aws:s3:::bucket/all", false)]
    [InlineData("arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'all'}", "arn:aws:s3:::bucket/core", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:TagKeys, 'all'}", "arn:aws:s3:::bucket/all", true)]
    [InlineData("arn:aws:s3:::bucket/${aws:TagKeys}", "arn:aws:s3:::bucket/a", false)]
    [InlineData("arn:aws:s3:::bucket/${none}", "arn:aws:s3:::bucket/", false)]
    [InlineData("arn:aws:s3:::bucket/${*}${?}${$}", "arn:aws:s3:::bucket/*?$", true)]
    [InlineData("arn:aws:s3:::bucket/${*}", "arn:aws:s3:::bucket/all", false)]
    [InlineData("arn:aws:s3:::bucket/${", "arn:aws:s3:::bucket/${", true)]
    [InlineData("arn:aws:s3:::bucket/$x", "arn:aws:s3:::bucket/$x", true)]
    [InlineData("arn:aws:sqs:${aws:RequestedRegion}:111122223333:q", "arn:aws:sqs:us-east-1:111122223333:q", false)]
    public void Variables_stand_for_literal_text_in_the_last_field(string pattern, string resource, bool matches)
    {
        var question = new Question { Identity = [Allow("*", pattern)], Resource = resource };
        question.Context.Set("aws:username", "al*ce").Set("aws:PrincipalTag/team", "core").Set("aws:RequestedRegion", "us-east-1");
        question.Context.SetMany("aws:TagKeys", ["a", "b"]);

        Assert.Equal(matches, question.Decide().IsAllowed);
    }

    [Fact]
    public void Under_the_old_version_variables_are_text()
    {
        string policy = Allow("*", "arn:aws:s3:::bucket/${aws:username}").Replace("2012-10-17", "2008-10-17", StringComparison.Ordinal);
        var question = new Question { Identity = [policy], Resource = "arn:aws:s3:::bucket/alice" };
        question.Context.Set("aws:username", "alice");

        Assert.False(question.Decide().IsAllowed);
        Assert.True((question with { Resource = "arn:aws:s3:::bucket/${aws:username}" }).Decide().IsAllowed);
        Assert.False((question with { Identity = [policy.Replace("\"Version\":\"2008-10-17\",", "", StringComparison.Ordinal)] }).Decide().IsAllowed);
    }

    [Theory]
    [InlineData("""{"StringEquals":{"x:key":"${aws:username}"}}""", "alice", true)]
    [InlineData("""{"StringEquals":{"x:key":"${aws:username}-${aws:username}"}}""", "alice-alice", true)]
    [InlineData("""{"StringLike":{"x:key":"${aws:username}/*"}}""", "alice/x", true)]
    [InlineData("""{"StringNotEquals":{"x:key":"${aws:username}"}}""", "bob", true)]
    [InlineData("""{"StringEquals":{"x:key":"${none}"}}""", "", false)]
    [InlineData("""{"StringEquals":{"x:key":["${none}","b"]}}""", "b", true)]
    [InlineData("""{"StringNotEquals":{"x:key":"${none}"}}""", "b", false)]
    [InlineData("""{"StringEquals":{"x:key":"${none, 'd'}"}}""", "d", true)]
    [InlineData("""{"ArnLike":{"x:key":"arn:aws:iam::${aws:PrincipalAccount}:role/*"}}""", "arn:aws:iam::111122223333:role/r", true)]
    [InlineData("""{"Bool":{"x:key":"${x:flag}"}}""", "true", true)]
    [InlineData("""{"NumericEquals":{"x:key":"${x:number}"}}""", "5", false)]
    [InlineData("""{"StringEquals":{"aws:PrincipalTag/${aws:username}":"v"}}""", "x", false)]
    public void Variables_stand_in_text_arn_and_boolean_conditions(string condition, string value, bool holds)
    {
        var question = new Question { Identity = [AllowIf(condition)] };
        question.Context.Set("aws:username", "alice").Set("aws:PrincipalAccount", "111122223333").Set("x:flag", "true").Set("x:number", "5")
            .Set("aws:PrincipalTag/alice", "v").Set("x:key", value);

        Assert.Equal(holds, question.Decide().IsAllowed);
    }

    [Fact]
    public void An_unresolved_variable_is_reported_and_never_opens()
    {
        string except = Allow("*", "x").Replace("\"Resource\":\"x\"", "\"NotResource\":\"arn:aws:s3:::${none}\"", StringComparison.Ordinal);
        var allowed = new Question { Identity = [except] }.Decide();
        var denied = new Question { Identity = [Allow(), except.Replace("Allow", "Deny", StringComparison.Ordinal)] }.Decide();

        Assert.Equal(PolicyOutcome.ImplicitDeny, allowed.Outcome);
        Assert.Equal(["none"], allowed.MissingContextKeys);
        Assert.Contains("${none}", Assert.Single(allowed.Warnings), StringComparison.Ordinal);
        Assert.Equal(PolicyOutcome.ExplicitDeny, denied.Outcome);
    }
}
