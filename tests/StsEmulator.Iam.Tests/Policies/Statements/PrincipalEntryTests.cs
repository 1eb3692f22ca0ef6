using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Statements;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies.Statements;

public sealed class PrincipalEntryTests
{
    private const string Provider = "arn:aws:iam::111122223333:oidc-provider/token.example.com";

    public static TheoryData<string, string, string, string> Pairs => new()
    {
        { "user", "AWS", "*", "Direct" },
        { "user", "AWS", "111122223333", "Account" },
        { "user", "AWS", "444455556666", "None" },
        { "user", "AWS", "arn:aws:iam::111122223333:root", "Account" },
        { "user", "AWS", "arn:aws-cn:iam::111122223333:root", "None" },
        { "user", "AWS", "arn:aws:iam::111122223333:user/team/alice", "Direct" },
        { "user", "AWS", "arn:aws:iam::111122223333:user/alice", "None" },
        { "user", "AWS", "arn:aws:iam::111122223333:user/team/Alice", "None" },
        { "user", "AWS", "arn:aws:iam::111122223333:user/team/*", "None" },
        { "user", "AWS", "arn:aws:iam::111122223333:*", "None" },
        { "user", "AWS", "AIDARTX3GSDSQAAAAAAAA", "Direct" },
        { "user", "AWS", "AIDARTX3GSDSQBBBBBBBB", "None" },
        { "user", "Service", "*", "None" },
        { "user", "Federated", "*", "None" },
        { "session", "AWS", "arn:aws:sts::111122223333:assumed-role/Worker/s1", "Direct" },
        { "session", "AWS", "arn:aws:sts::111122223333:assumed-role/Worker/s2", "None" },
        { "session", "AWS", "arn:aws:sts::111122223333:assumed-role/Worker/*", "None" },
        { "session", "AWS", "arn:aws:iam::111122223333:role/app/Worker", "Identity" },
        { "session", "AWS", "arn:aws:iam::111122223333:role/Worker", "Identity" },
        { "session", "AWS", "arn:aws:iam::111122223333:role/worker", "None" },
        { "session", "AWS", "arn:aws:iam::444455556666:role/Worker", "None" },
        { "session", "AWS", "arn:aws-cn:iam::111122223333:role/Worker", "None" },
        { "session", "AWS", "AROARTX3GSDSQAAAAAAAA", "Identity" },
        { "session", "AWS", "111122223333", "Account" },
        { "session", "AWS", "arn:aws:iam::111122223333:user/Worker", "None" },
        { "federated", "AWS", "arn:aws:sts::111122223333:federated-user/bob", "Direct" },
        { "federated", "AWS", "arn:aws:sts::111122223333:federated-user/eve", "None" },
        { "federated", "AWS", "arn:aws:iam::111122223333:user/team/alice", "Identity" },
        { "federated", "AWS", "AIDARTX3GSDSQAAAAAAAA", "Identity" },
        { "federated", "AWS", "111122223333", "Account" },
        { "root", "AWS", "arn:aws:iam::111122223333:root", "Account" },
        { "root", "AWS", "arn:aws:iam::111122223333:user/team/alice", "None" },
        { "service", "Service", "lambda.amazonaws.com", "Direct" },
        { "service", "Service", "ec2.amazonaws.com", "None" },
        { "service", "Service", "*", "Direct" },
        { "service", "AWS", "*", "Direct" },
        { "service", "AWS", "111122223333", "None" },
        { "anonymous", "AWS", "*", "Direct" },
        { "anonymous", "AWS", "111122223333", "None" },
        { "anonymous", "Service", "*", "None" },
        { "web", "Federated", Provider, "Direct" },
        { "web", "Federated", "accounts.google.com", "None" },
        { "web", "AWS", Provider, "None" },
        { "web", "AWS", "*", "None" },
        { "saml", "Federated", "arn:aws:iam::111122223333:saml-provider/corp", "Direct" },
        { "user", "CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "Account" },
        { "user", "CanonicalUser", "00a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "None" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_principal_is_named_in_its_way(string principal, string type, string value, string match) =>
        Assert.Equal(match, PrincipalEntry.Read(type, value).Match(Scope(Find(principal))).ToString());

    [Theory]
    [InlineData("user")]
    [InlineData("session")]
    [InlineData("federated")]
    [InlineData("root")]
    [InlineData("service")]
    [InlineData("anonymous")]
    [InlineData("web")]
    public void The_lone_star_names_everybody(string principal) =>
        Assert.Equal(PrincipalMatch.Direct, PrincipalEntry.Everyone.Match(Scope(Find(principal))));

    [Fact]
    public void In_a_trust_policy_the_star_of_AWS_does_not_reach_services() =>
        Assert.Equal(PrincipalMatch.None, PrincipalEntry.Read("AWS", "*").Match(Scope(Find("service")) with { Type = PolicyType.Trust }));

    [Theory]
    [InlineData("service")]
    [InlineData("web")]
    [InlineData("anonymous")]
    public void In_a_resource_control_policy_every_star_names_everybody(string principal) =>
        Assert.Equal(PrincipalMatch.Direct, PrincipalEntry.Read("AWS", "*").Match(Scope(Find(principal)) with { Type = PolicyType.ResourceControl }));

    [Fact]
    public void A_deny_by_account_denies_everybody_in_the_account()
    {
        var question = new Question { Identity = [Allow()], ResourcePolicy = For($$"""{"AWS":"{{Home}}"}""", "Deny") };

        Assert.Equal(PolicyOutcome.ExplicitDeny, question.Decide().Outcome);
        Assert.Equal(PolicyOutcome.ExplicitDeny, (question with { Principal = Session }).Decide().Outcome);
        Assert.Equal(PolicyOutcome.ExplicitDeny, (question with { Principal = Principal.Root("aws", Home) }).Decide().Outcome);
    }

    [Fact]
    public void A_statement_without_principal_is_about_nobody()
    {
        Assert.False(new Question { ResourcePolicy = Allow() }.Decide().IsAllowed);
        Assert.True(new Question { Identity = [Allow()], ResourcePolicy = Deny() }.Decide().IsAllowed);
    }

    [Theory]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/Worker/s1"}""")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/app/Worker"}""")]
    [InlineData("""{"AWS":["arn:aws:iam::111122223333:user/eve","111122223333"]}""")]
    public void Any_entry_of_NotPrincipal_exempts_from_a_deny(string listed) =>
        Assert.True(new Question { Principal = Session, Identity = [Allow()], ResourcePolicy = For(listed, "Deny", "NotPrincipal") }.Decide().IsAllowed);

    [Fact]
    public void Whoever_NotPrincipal_does_not_list_is_meant()
    {
        string others = For("""{"AWS":"arn:aws:iam::111122223333:user/eve"}""", "Deny", "NotPrincipal");
        string othersAllowed = For($$"""{"AWS":"{{User.Arn}}"}""", "Allow", "NotPrincipal");

        Assert.Equal(PolicyOutcome.ExplicitDeny, new Question { Identity = [Allow()], ResourcePolicy = others }.Decide().Outcome);
        Assert.True(new Question { Principal = Principal.Anonymous, ResourcePolicy = othersAllowed }.Decide().IsAllowed);
        Assert.False(new Question { ResourcePolicy = othersAllowed }.Decide().IsAllowed);
    }

    [Fact]
    public void With_a_boundary_a_deny_with_NotPrincipal_exempts_no_user_and_no_role()
    {
        var question = new Question { Identity = [Allow()], Boundary = [Allow()], ResourcePolicy = For($$"""{"AWS":"{{Home}}"}""", "Deny", "NotPrincipal") };

        Assert.Equal(PolicyOutcome.ExplicitDeny, question.Decide().Outcome);
        Assert.Equal(PolicyOutcome.ExplicitDeny, (question with { Principal = Session }).Decide().Outcome);
        Assert.True((question with { Boundary = null }).Decide().IsAllowed);
    }

    private static PrincipalScope Scope(Principal principal) =>
        new(principal, PolicyType.Resource, HasBoundary: false, "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be");

    private static Principal Find(string name) => name switch
    {
        "user" => User,
        "session" => Session,
        "federated" => Federated,
        "root" => Principal.Root("aws", Home),
        "service" => Principal.Service("lambda.amazonaws.com"),
        "anonymous" => Principal.Anonymous,
        "web" => Principal.WebIdentity(Provider),
        _ => Principal.Saml("arn:aws:iam::111122223333:saml-provider/corp"),
    };
}
