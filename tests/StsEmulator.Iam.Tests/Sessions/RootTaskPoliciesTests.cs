using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Tests.Sessions;

/// <summary>What each task leaves of root's permissions.</summary>
public sealed class RootTaskPoliciesTests
{
    private const string Root = "arn:aws:iam::123456789012:root";
    private const string User = "arn:aws:iam::123456789012:user/alice";

    [Theory]
    [InlineData("IAMAuditRootUserCredentials", "iam:ListAccessKeys", Root, true)]
    [InlineData("IAMAuditRootUserCredentials", "iam:ListAccessKeys", User, false)]
    [InlineData("IAMAuditRootUserCredentials", "iam:GetAccountSummary", "*", true)]
    [InlineData("IAMAuditRootUserCredentials", "iam:DeleteAccessKey", Root, false)]
    [InlineData("IAMCreateRootUserPassword", "iam:CreateLoginProfile", Root, true)]
    [InlineData("IAMCreateRootUserPassword", "iam:CreateLoginProfile", User, false)]
    [InlineData("IAMCreateRootUserPassword", "iam:UpdateLoginProfile", Root, false)]
    [InlineData("IAMDeleteRootUserCredentials", "iam:DeactivateMFADevice", Root, true)]
    [InlineData("IAMDeleteRootUserCredentials", "iam:DeactivateMFADevice", User, false)]
    [InlineData("IAMDeleteRootUserCredentials", "iam:GetAccountSummary", "*", false)]
    [InlineData("S3UnlockBucketPolicy", "s3:DeleteBucketPolicy", "arn:aws:s3:::bucket", true)]
    [InlineData("S3UnlockBucketPolicy", "s3:GetObject", "arn:aws:s3:::bucket/key", false)]
    [InlineData("SQSUnlockQueuePolicy", "sqs:SetQueueAttributes", "arn:aws:sqs:us-east-1:123456789012:q", true)]
    [InlineData("SQSUnlockQueuePolicy", "sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:q", false)]
    public void A_task_leaves_what_it_needs(string task, string action, string resource, bool isAllowed)
    {
        var decision = Decide(task, action, resource, new ConditionContext());

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Theory]
    [InlineData("123456789012", true)]
    [InlineData("999999999999", false)]
    public void The_attributes_of_another_accounts_queue_stay_hidden(string owner, bool isAllowed)
    {
        var decision = Decide(
            "SQSUnlockQueuePolicy", "sqs:GetQueueAttributes", $"arn:aws:sqs:us-east-1:{owner}:q",
            new ConditionContext().Set("aws:ResourceAccount", owner));

        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Fact]
    public void There_are_five_and_each_is_a_valid_policy()
    {
        Assert.Equal(5, RootTaskPolicies.Names.Count);
        Assert.All(RootTaskPolicies.Names, name =>
        {
            string text = RootTaskPolicies.Find("arn:aws:iam::aws:policy/root-task/" + name, "aws")!.Text;
            PolicyParser.TryParse(text, PolicyType.Session, PolicyStrictness.Submitted, out _, out var problem);
            Assert.Equal("", $"{problem?.Message} {problem}".Trim());
        });
    }

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/root-task/Nothing", "aws")]
    [InlineData("arn:aws:iam::aws:policy/IAMAuditRootUserCredentials", "aws")]
    [InlineData("arn:aws:iam::123456789012:policy/root-task/IAMAuditRootUserCredentials", "aws")]
    [InlineData("arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials", "aws-cn")]
    public void Other_policies_are_no_tasks(string arn, string partition) => Assert.Null(RootTaskPolicies.Find(arn, partition));

    [Fact]
    public void A_partition_has_policies_of_its_own() => Assert.Contains(
        "arn:aws-cn:iam::*:root",
        RootTaskPolicies.Find("arn:aws-cn:iam::aws:policy/root-task/IAMAuditRootUserCredentials", "aws-cn")!.Text, StringComparison.Ordinal);

    /// <summary>As a root session is judged: everything, cut down by the task.</summary>
    private static PolicyDecision Decide(string task, string action, string resource, ConditionContext context)
    {
        var principal = Principal.Root("aws", AccountId.Parse("123456789012"));
        PrincipalFacts.Set(context, principal);
        return PolicyEvaluator.Evaluate(new PolicyRequest
        {
            Principal = principal,
            Action = action,
            Resource = resource,
            Context = context,
            Session =
            [
                AwsManagedPolicies.FindCompiled("arn:aws:iam::aws:policy/AdministratorAccess")!,
                RootTaskPolicies.Find("arn:aws:iam::aws:policy/root-task/" + task, "aws")!.Compile(PolicyType.Session),
            ],
        });
    }
}
