using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>Who may assume a role.</summary>
public sealed class TrustPolicyTests
{
    private static readonly Question Assuming = new() { Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/Target" };

    [Fact]
    public void The_callers_own_allow_is_never_enough()
    {
        var question = Assuming with { Identity = [Allow()], Trust = TrustOf("""{"AWS":"777788889999"}""") };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Trust), question.Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Trust), (question with { Principal = Principal.Root("aws", Home) }).Answer());
    }

    [Fact]
    public void Naming_user_or_session_or_everybody_suffices_in_the_account()
    {
        foreach (var principal in new[] { User, Session })
        {
            var question = Assuming with { Principal = principal, Identity = [], Boundary = [], SessionPolicies = [] };

            Assert.True((question with { Trust = TrustOf($$"""{"AWS":"{{principal.Arn}}"}""") }).Decide().IsAllowed);
            Assert.True((question with { Trust = TrustOf("\"*\"") }).Decide().IsAllowed);
            Assert.True((question with { Trust = TrustOf("""{"AWS":"*"}""") }).Decide().IsAllowed);
        }
    }

    [Fact]
    public void Naming_the_role_is_limited_by_boundary_and_session_policy()
    {
        var question = Assuming with { Principal = Session, Identity = [], Trust = TrustOf($$"""{"AWS":"{{Session.IdentityArn}}"}""") };

        Assert.True(question.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), (question with { Boundary = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { SessionPolicies = [] }).Answer());
    }

    [Theory]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""")]
    public void Naming_the_account_delegates_to_it(string account)
    {
        var question = Assuming with { Trust = TrustOf(account) };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), (question with { Identity = [] }).Answer());
        Assert.True((question with { Identity = [Allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/*")] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), (question with { Identity = [Allow()], Boundary = [] }).Answer());
    }

    [Fact]
    public void Another_account_needs_trust_and_its_own_allow()
    {
        var question = Assuming with
        {
            Owner = Elsewhere,
            Resource = "arn:aws:iam::444455556666:role/Target",
            Trust = TrustOf($$"""{"AWS":"{{User.Arn}}"}"""),
        };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), question.Answer());
        Assert.True((question with { Identity = [Allow("sts:AssumeRole")] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), (question with { Trust = TrustOf("\"*\"") }).Answer());
    }

    [Fact]
    public void A_deny_of_either_side_wins()
    {
        string trust = TrustOf($$"""{"AWS":"{{User.Arn}}"}""");

        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.Identity), (Assuming with { Trust = trust, Identity = [Deny("sts:*")] }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.Trust), (Assuming with { Identity = [Allow()], Trust = TrustOf("\"*\"", "Deny") }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.Session), (Assuming with { Trust = trust, SessionPolicies = [Deny()] }).Answer());
    }

    [Fact]
    public void A_role_assumes_itself_only_if_its_trust_says_so()
    {
        var question = Assuming with { Principal = Session, Resource = Session.IdentityArn, Identity = [Allow()] };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Trust), (question with { Trust = TrustOf("""{"Service":"ec2.amazonaws.com"}""") }).Answer());
        Assert.True((question with { Trust = TrustOf($$"""{"AWS":"{{Session.IdentityArn}}"}""") }).Decide().IsAllowed);
    }

    [Fact]
    public void Services_and_identity_providers_need_the_trust_alone()
    {
        const string Provider = "arn:aws:iam::111122223333:oidc-provider/token.example.com";
        string federation = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"{{{Provider}}}"},"Action":"sts:AssumeRoleWithWebIdentity"}}""";
        var federated = Assuming with { Action = "sts:AssumeRoleWithWebIdentity", Trust = federation };

        Assert.True((Assuming with { Principal = Principal.Service("ec2.amazonaws.com"), Trust = TrustOf("""{"Service":["ec2.amazonaws.com"]}""") }).Decide().IsAllowed);
        Assert.True((federated with { Principal = Principal.WebIdentity(Provider) }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Trust), (federated with { Principal = Principal.WebIdentity(Provider + "/2") }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Trust), (federated with { Principal = User, Identity = [Allow()] }).Answer());
    }
}
