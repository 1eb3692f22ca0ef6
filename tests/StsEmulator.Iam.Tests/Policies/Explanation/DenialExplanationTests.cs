using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Tests.Policies.Explanation;

public sealed class DenialExplanationTests
{
    private static readonly Principal Alice = Principal.User("aws", World.Home, "/", "alice", World.AliceId);

    [Theory]
    [InlineData("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}""", "Condition StringEquals aws:RequestedRegion: is eu-west-1, needs us-east-1")]
    [InlineData("""{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","x"]}}""", "Condition StringNotEquals aws:RequestedRegion: is eu-west-1, needs anything but eu-west-1 or x")]
    [InlineData("""{"StringEquals":{"aws:SourceVpc":"vpc-1"}}""", "Condition StringEquals aws:SourceVpc: is absent, needs vpc-1")]
    [InlineData("""{"NumericLessThan":{"s3:max-keys":"10"}}""", "Condition NumericLessThan s3:max-keys: is 20, needs less than 10")]
    [InlineData("""{"Null":{"aws:RequestedRegion":"true"}}""", "Condition Null aws:RequestedRegion: is present, needs to be absent")]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}""", "Condition ForAllValues:StringEquals aws:TagKeys: is [a, b], needs each to be a")]
    [InlineData("""{"StringEquals":{"aws:TagKeys":["a"]}}""", "Condition StringEquals aws:TagKeys: is [a, b], needs one value: several are compared with ForAllValues or ForAnyValue only")]
    [InlineData("""{"StringEquals":{"aws:RequestedRegion":"${aws:username}"}}""", "Condition StringEquals aws:RequestedRegion: is eu-west-1, needs ${aws:username} (here alice)")]
    public void A_condition_that_fails_says_what_it_met_and_what_it_needs(string condition, string expected)
    {
        var miss = Find(Allow("s3:GetObject", "*", condition));

        Assert.Equal((StatementElement.Condition, expected), (miss?.Element, miss?.Explanation));
        Assert.Empty(miss!.AlsoFailed);
    }

    [Fact]
    public void The_statement_that_lacks_least_is_the_nearest()
    {
        var miss = Find(
            Allow("s3:GetObject", "arn:aws:s3:::other/*"), Allow("s3:PutObject", "*"),
            Allow("s3:GetObject", "*", """{"Bool":{"aws:SecureTransport":"true"}}"""), Allow("ec2:*", "*"));

        Assert.Equal(("p2", 0, "Condition Bool aws:SecureTransport: is absent, needs true"), (miss?.Policy, miss?.Statement, miss?.Explanation));
    }

    [Fact]
    public void A_resource_that_differs_is_named_with_those_that_would_do()
    {
        var miss = Find(Allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*"));

        Assert.Equal("Resource: is arn:aws:s3:::b/k, needs arn:aws:s3:::home/${aws:username}/* (here arn:aws:s3:::home/alice/*)", miss?.Explanation);
    }

    [Fact]
    public void An_action_of_the_same_service_is_a_miss_and_one_of_another_is_none()
    {
        Assert.Equal("Action: is s3:GetObject, needs s3:PutObject", Find(Allow("s3:PutObject", "*"))?.Explanation);
        Assert.Null(Find(Allow("ec2:*", "*")));
    }

    [Fact]
    public void A_deny_that_stands_has_no_nearest_miss()
    {
        var miss = Find("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", Allow("s3:GetObject", "arn:aws:s3:::other/*"));

        Assert.Null(miss);
    }

    [Fact]
    public void Unique_ids_in_a_trust_policy_are_told_by_their_names()
    {
        var request = new PolicyRequest
        {
            Principal = Alice,
            Action = "sts:AssumeRole",
            Resource = World.Worker,
            Context = new ConditionContext(),
            ResourceAccount = World.Home,
            ResourcePolicyIsTrust = true,
            ResourcePolicy = Named("trust", PolicyType.Trust, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"AIDABOB"},"Action":"sts:AssumeRole"}}"""),
        };

        var miss = DenialExplanation.Find(request, PolicyEvaluator.Evaluate(request), id => id == "AIDABOB" ? "arn:aws:iam::111122223333:user/bob" : null);

        Assert.Equal((PolicyType.Trust, $"Principal: is {Alice.Arn}, needs arn:aws:iam::111122223333:user/bob"), (miss?.PolicyType, miss?.Explanation));
    }

    [Fact]
    public void Only_levels_that_allow_nothing_are_in_the_way()
    {
        var open = new PolicyLevel("root", [Named("open", PolicyType.ServiceControl, Allow("*", "*"))]);
        var shut = new PolicyLevel("unit", [Named("shut", PolicyType.ServiceControl, Allow("s3:GetObject", "*", """{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}"""))]);
        var request = Request([Named("p0", PolicyType.Identity, Allow("s3:*", "*"))], [open, shut]);

        var miss = DenialExplanation.Find(request, PolicyEvaluator.Evaluate(request));

        Assert.Equal((PolicyType.ServiceControl, "shut"), (miss?.PolicyType, miss?.Policy));
    }

    private static NearestMiss? Find(params string[] policies)
    {
        var request = Request([.. policies.Select((json, i) => Named($"p{i}", PolicyType.Identity, json))], null);
        return DenialExplanation.Find(request, PolicyEvaluator.Evaluate(request));
    }

    private static PolicyRequest Request(IReadOnlyList<NamedPolicy> identity, IReadOnlyList<PolicyLevel>? serviceControl) => new()
    {
        Principal = Alice,
        Action = "s3:GetObject",
        Resource = "arn:aws:s3:::b/k",
        ResourceAccount = AccountId.Parse("111122223333"),
        Context = new ConditionContext().Set("aws:RequestedRegion", "eu-west-1").Set("s3:max-keys", "20").Set("aws:username", "alice").SetMany("aws:TagKeys", ["a", "b"]),
        Identity = identity,
        ServiceControl = serviceControl,
    };

    private static NamedPolicy Named(string name, PolicyType type, string json)
    {
        Assert.True(PolicyParser.TryParse(json, type, PolicyStrictness.Evaluated, out var document, out var problem), problem?.ToString());
        return new NamedPolicy(name, document);
    }

    private static string Allow(string action, string resource, string condition = "{}") =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{{action}}}","Resource":"{{{resource}}}","Condition":{{{condition}}}}]}""";
}
