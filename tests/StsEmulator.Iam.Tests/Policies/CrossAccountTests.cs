using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>A principal of one account, a resource of another: both sides have to allow, however the resource side names the principal.</summary>
public sealed class CrossAccountTests
{
    public static TheoryData<string> WaysToNameTheSession => new(
        For($$"""{"AWS":"{{Session.Arn}}"}"""),
        For($$"""{"AWS":"{{Session.IdentityArn}}"}"""),
        For($$"""{"AWS":"{{Home}}"}"""),
        For("\"*\""));

    [Theory]
    [MemberData(nameof(WaysToNameTheSession))]
    public void Both_sides_have_to_allow(string resourcePolicy)
    {
        var question = new Question { Principal = Session, Owner = Elsewhere, ResourcePolicy = resourcePolicy, Identity = [Allow()] };

        Assert.True(question.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), (question with { Identity = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), (question with { Boundary = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { SessionPolicies = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.ServiceControl), (question with { ServiceControl = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (question with { ResourcePolicy = null }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (question with { ResourcePolicy = For("""{"AWS":"777788889999"}""") }).Answer());
    }

    [Fact]
    public void A_user_named_by_the_other_account_still_needs_its_own_allow()
    {
        var question = new Question { Owner = Elsewhere, ResourcePolicy = For($$"""{"AWS":"{{User.Arn}}"}""") };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), question.Answer());
        Assert.True((question with { Identity = [Allow()] }).Decide().IsAllowed);
    }

    [Fact]
    public void Root_has_its_own_side_and_needs_the_other()
    {
        var root = new Question { Principal = Principal.Root("aws", Home), Owner = Elsewhere };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), root.Answer());
        Assert.True((root with { ResourcePolicy = For($$"""{"AWS":"{{Home}}"}""") }).Decide().IsAllowed);
    }
}
