using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Simulation;

namespace StsEmulator.Iam.Tests.Simulation;

public sealed class PolicySimulationTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/team/alice";
    private const string Carol = "arn:aws:iam::444455556666:user/carol";
    private const string Reading = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}]}""";

    [Fact]
    public async Task A_custom_policy_decides_every_action_on_every_resource()
    {
        var request = (await GivenAsync()) with
        {
            PolicyInputList = [Reading],
            ActionNames = ["s3:GetObject", "s3:PutObject"],
            ResourceArns = ["arn:aws:s3:::a/k", "arn:aws:s3:::b/k"],
            ContextEntries = [new SimulationContextEntry("aws:RequestedRegion", ["us-east-1"], "string")],
        };

        var results = PolicySimulation.Custom(request).Results!;

        Assert.Equal(
            ["s3:GetObject arn:aws:s3:::a/k Allowed", "s3:GetObject arn:aws:s3:::b/k Allowed", "s3:PutObject arn:aws:s3:::a/k ImplicitDeny", "s3:PutObject arn:aws:s3:::b/k ImplicitDeny"],
            results.Select(result => $"{result.EvalActionName} {result.EvalResourceName} {result.EvalDecision}"));
        Assert.Equal(("PolicyInputList.1", "none"), (results[0].MatchedStatements[0].SourcePolicyId, results[0].MatchedStatements[0].SourcePolicyType));
        Assert.Equal(PolicyOutcome.Allowed, Assert.Single(results[0].ResourceSpecificResults).EvalResourceDecision);
    }

    [Fact]
    public async Task Missing_keys_stand_with_the_resource_where_there_is_one()
    {
        var request = (await GivenAsync()) with { PolicyInputList = [Reading], ActionNames = ["s3:GetObject"] };

        var everywhere = Assert.Single(PolicySimulation.Custom(request).Results!);
        var there = Assert.Single(PolicySimulation.Custom(request with { ResourceArns = ["arn:aws:s3:::a/k"] }).Results!);

        Assert.Equal(["aws:RequestedRegion"], everywhere.MissingContextValues);
        Assert.Null(everywhere.EvalDecisionDetails);
        Assert.Empty(there.MissingContextValues);
        Assert.Equal(["aws:RequestedRegion"], there.ResourceSpecificResults[0].MissingContextValues);
        Assert.Empty(there.EvalDecisionDetails!);
    }

    [Fact]
    public async Task A_boundary_narrows_and_is_reported()
    {
        var request = (await GivenAsync()) with
        {
            PolicyInputList = [World.Anything],
            PermissionsBoundaryPolicyInputList = ["""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}"""],
            ActionNames = ["s3:GetObject", "ec2:RunInstances"],
        };

        var results = PolicySimulation.Custom(request).Results!;

        Assert.Equal([(PolicyOutcome.ImplicitDeny, false), (PolicyOutcome.Allowed, true)], results.Select(result => (result.EvalDecision, result.AllowedByPermissionsBoundary!.Value)));
    }

    [Fact]
    public async Task A_principal_brings_its_own_and_its_groups_policies()
    {
        var group = new Group { AccountId = World.Home, GroupName = "readers", GroupId = "AGPARTX3GSDSQREADERS2", Policies = [new StoredPolicy("read", World.Anything)], ManagedPolicyArns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] };
        var dave = World.User("dave", "AIDARTX3GSDSQDAVEDAVE", "AKIARTX3GSDSQDAVEDAV") with { Groups = ["readers"] };
        var request = (await GivenAsync(group, dave)) with { ActionNames = ["s3:GetObject"] };

        var result = Assert.Single(PolicySimulation.Principal(request, "arn:aws:iam::111122223333:user/dave").Results!);

        Assert.Equal(
            [("group_readers_read", "group"), ("AmazonS3ReadOnlyAccess", "aws-managed")],
            result.MatchedStatements.Select(statement => (statement.SourcePolicyId, statement.SourcePolicyType)));
    }

    [Fact]
    public async Task The_trust_policy_of_a_role_counts_when_it_is_to_be_assumed()
    {
        var picky = World.Role("Picky", "AROARTX3GSDSQPICKY234", """{"AWS":"111122223333"}""", condition: """{"StringEquals":{"sts:ExternalId":"e-42"}}""");
        var request = (await GivenAsync(picky)) with { ActionNames = ["sts:AssumeRole"], ResourceArns = ["arn:aws:iam::111122223333:role/Picky"] };

        var without = Assert.Single(PolicySimulation.Principal(request, Alice).Results!);
        var with = Assert.Single(PolicySimulation.Principal(request with { ContextEntries = [new SimulationContextEntry("sts:ExternalId", ["e-42"], "string")] }, Alice).Results!);

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyOutcome.Allowed), (without.EvalDecision, with.EvalDecision));
        Assert.Equal("Condition StringEquals sts:ExternalId: is absent, needs e-42", without.NearestMiss?.Explanation);
    }

    [Fact]
    public async Task Across_accounts_each_side_is_told()
    {
        var request = (await GivenAsync()) with
        {
            PolicyInputList = [World.Anything],
            ActionNames = ["s3:GetObject"],
            ResourceArns = ["arn:aws:s3:::a/k"],
            ResourceOwner = "111122223333",
            CallerArn = Carol,
            ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:Put*","Resource":"*"}}""",
        };

        var result = Assert.Single(PolicySimulation.Custom(request).Results!);

        Assert.Equal(PolicyOutcome.ImplicitDeny, result.EvalDecision);
        Assert.Equal((PolicyOutcome.Allowed, PolicyOutcome.ImplicitDeny), (result.EvalDecisionDetails!["IAM Policy"], result.EvalDecisionDetails["Resource Policy"]));
    }

    [Theory]
    [InlineData("numeric", "ten", false)]
    [InlineData("numeric", "10", true)]
    [InlineData("boolean", "yes", false)]
    [InlineData("boolean", "true", true)]
    [InlineData("ip", "10.0.0.256", false)]
    [InlineData("ipList", "10.0.0.0/8", true)]
    [InlineData("date", "soon", false)]
    [InlineData("dateList", "2026-01-01T00:00:00Z", true)]
    [InlineData("binary", "!", false)]
    [InlineData("binaryList", "AA==", true)]
    [InlineData("text", "x", false)]
    public async Task A_context_value_is_of_its_type(string type, string value, bool expected)
    {
        var request = (await GivenAsync()) with { PolicyInputList = [Reading], ActionNames = ["s3:GetObject"], ContextEntries = [new SimulationContextEntry("k", [value], type)] };

        Assert.Equal(expected, PolicySimulation.Custom(request).IsSimulated);
    }

    [Fact]
    public async Task A_scenario_names_the_resources_it_needs()
    {
        var request = (await GivenAsync()) with
        {
            PolicyInputList = [World.Anything],
            ActionNames = ["ec2:RunInstances"],
            ResourceHandlingOption = "EC2-VPC-InstanceStore",
            ResourceArns = ["arn:aws:ec2:us-east-1:111122223333:instance/*", "arn:aws:ec2:us-east-1::image/ami-1", "arn:aws:ec2:us-east-1:111122223333:security-group/sg-1"],
        };

        Assert.Contains("network-interface", PolicySimulation.Custom(request).Problem?.Message, StringComparison.Ordinal);
        Assert.Null(PolicySimulation.Custom(request with { ResourceArns = [.. request.ResourceArns, "arn:aws:ec2:us-east-1:111122223333:network-interface/*"] }).Problem);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { ResourceHandlingOption = "EC2-Moon" }).Problem?.Code);
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_refused()
    {
        var request = (await GivenAsync()) with { PolicyInputList = [Reading], ActionNames = ["s3:GetObject"] };

        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { PolicyInputList = [] }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { PolicyInputList = ["{}"] }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { ActionNames = ["GetObject"] }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { ResourceArns = ["bucket"] }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { ResourcePolicy = World.Anything }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { CallerArn = World.Worker }).Problem?.Code);
        Assert.Equal("InvalidInput", PolicySimulation.Custom(request with { PermissionsBoundaryPolicyInputList = [Reading, Reading] }).Problem?.Code);
        Assert.Equal("NoSuchEntity", PolicySimulation.Custom(request with { CallerArn = "arn:aws:iam::111122223333:user/nobody" }).Problem?.Code);
        Assert.Equal("NoSuchEntity", PolicySimulation.Principal(request, "arn:aws:iam::111122223333:user/nobody").Problem?.Code);
    }

    private static async Task<SimulationRequest> GivenAsync(params DirectoryEntity[] also) => new()
    {
        ActionNames = [],
        Directory = (await World.CreateAsync(also)).Directory.Current,
        Account = World.Home,
    };
}
