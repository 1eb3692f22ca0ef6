using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies.Matching;

public sealed class ActionPatternTests
{
    [Theory]
    [InlineData("*", "s3:GetObject", true)]
    [InlineData("*:*", "s3:GetObject", true)]
    [InlineData("s3:*", "s3:GetObject", true)]
    [InlineData("s3:*", "s3express:CreateSession", false)]
    [InlineData("s3:GetObject", "s3:GetObject", true)]
    [InlineData("S3:getobject", "s3:GetObject", true)]
    [InlineData("s3:GETOBJ*", "s3:GetObject", true)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:*Object", "s3:GetObject", true)]
    [InlineData("s3:*Obj*", "s3:GetObject", true)]
    [InlineData("s3:Get?bject", "s3:GetObject", true)]
    [InlineData("s3:GetObject?", "s3:GetObject", false)]
    [InlineData("s3:GetObject", "s3:GetObjectVersion", false)]
    [InlineData("s*:GetObject", "s3:GetObject", false)]
    [InlineData("s3*", "s3:GetObject", false)]
    [InlineData("GetObject", "s3:GetObject", false)]
    [InlineData(" s3:GetObject", "s3:GetObject", false)]
    [InlineData("s3:GetObject,s3:PutObject", "s3:GetObject", false)]
    [InlineData("s3:GetObject ", "s3:GetObject", false)]
    public void An_action_is_matched(string pattern, string action, bool matches) =>
        Assert.Equal(matches, new Question { Identity = [Allow(pattern)], Action = action }.Decide().IsAllowed);

    [Theory]
    [InlineData("""["iam:*","s3:Put*"]""", "s3:GetObject", true)]
    [InlineData("""["iam:*","s3:Put*"]""", "ec2:RunInstances", true)]
    [InlineData("""["iam:*","s3:Put*"]""", "IAM:GetUser", false)]
    [InlineData("\"*\"", "s3:GetObject", false)]
    public void NotAction_is_about_everything_else_in_all_services(string patterns, string action, bool matches)
    {
        string policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":{{patterns}},"Resource":"*"}]}""";

        Assert.Equal(matches, new Question { Identity = [policy], Action = action }.Decide().IsAllowed);
    }
}
