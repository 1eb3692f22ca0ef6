using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class AwsManagedPoliciesTests
{
    [Fact]
    public void Every_policy_is_one_that_iam_would_store()
    {
        var problems = AwsManagedPolicies.All
            .Select(policy => PolicyParser.TryCheck(policy.In("aws").Text, PolicyType.Identity, PolicyStrictness.Stored, out var problem) ? "" : $"{policy.PolicyName}: {problem}")
            .Where(problem => problem.Length > 0);

        Assert.Empty(problems);
    }

    [Fact]
    public void Every_policy_has_an_id_of_its_own_and_a_description_that_fits()
    {
        var all = AwsManagedPolicies.All.ToList();

        Assert.True(all.Count >= 60);
        Assert.Equal(all.Count, all.Select(policy => policy.PolicyId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, policy => Assert.Matches(@"\AANPA[A-Z2-7]{17}\z", policy.PolicyId));
        Assert.All(all, policy => Assert.InRange(policy.Description.Length, 1, 1000));
        Assert.All(all, policy => Assert.True(policy.UpdateDate >= policy.CreateDate, policy.PolicyName));
    }

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/AdministratorAccess", true)]
    [InlineData("arn:aws-cn:iam::aws:policy/service-role/AWSLambdaRole", true)]
    [InlineData("arn:aws-us-gov:iam::aws:policy/job-function/ViewOnlyAccess", true)]
    [InlineData("arn:aws-mars:iam::aws:policy/AdministratorAccess", false)]
    [InlineData("arn:aws:iam::aws:policy/administratoraccess", false)]
    [InlineData("arn:aws:iam::aws:policy/AWSLambdaRole", false)]
    [InlineData(":iam::aws:policy/AdministratorAccess", false)]
    public void A_policy_is_found_by_its_whole_arn_in_the_known_partitions(string arn, bool expected)
    {
        var found = AwsManagedPolicies.Find(arn);

        Assert.Equal(expected, found is not null);
        if (expected)
            Assert.Equal(arn, found!.Name);
    }

    [Fact]
    public void The_arns_in_a_document_are_those_of_its_partition()
    {
        var policy = AwsManagedPolicies.FindEntry("arn:aws-cn:iam::aws:policy/IAMUserChangePassword")!;

        Assert.Contains("arn:aws-cn:iam::*:user/", policy.In("aws-cn").Text, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::*:user/", policy.In("aws").Text, StringComparison.Ordinal);
    }
}
