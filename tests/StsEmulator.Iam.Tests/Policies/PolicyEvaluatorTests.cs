using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>One account, all the types of policy.</summary>
public sealed class PolicyEvaluatorTests
{
    private static readonly string NamesUser = For($$"""{"AWS":"{{User.Arn}}"}""");
    private static readonly string NamesSession = For($$"""{"AWS":"{{Session.Arn}}"}""");
    private static readonly string NamesRole = For($$"""{"AWS":"{{Session.IdentityArn}}"}""");
    private static readonly string NamesAccount = For($$"""{"AWS":"{{Home}}"}""");
    private static readonly string NamesFederated = For($$"""{"AWS":"{{Federated.Arn}}"}""");
    private static readonly string NamesAll = For("\"*\"");

    [Fact]
    public void Without_any_policy_nothing_is_allowed() =>
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), new Question().Answer());

    [Fact]
    public void An_identity_policy_allows()
    {
        var decision = new Question { Identity = [Allow("s3:Get*")] }.Decide();

        Assert.True(decision.IsAllowed);
        Assert.Null(decision.DeniedBy);
        Assert.Equal([new DecidingStatement(PolicyType.Identity, "Identity[0]", 0, "A", PolicyEffect.Allow)], decision.DecidedBy);
    }

    [Fact]
    public void An_allow_in_another_policy_of_the_type_is_enough() =>
        Assert.True(new Question { Identity = [Allow("ec2:*"), Allow("s3:*")] }.Decide().IsAllowed);

    [Fact]
    public void A_deny_anywhere_in_the_type_wins()
    {
        var decision = new Question { Identity = [Allow(), Deny("s3:*"), Deny("s3:GetObject")] }.Decide();

        Assert.Equal(PolicyOutcome.ExplicitDeny, decision.Outcome);
        Assert.Equal(
            [
                new DecidingStatement(PolicyType.Identity, "Identity[1]", 0, "D", PolicyEffect.Deny),
                new DecidingStatement(PolicyType.Identity, "Identity[2]", 0, "D", PolicyEffect.Deny),
            ],
            decision.DecidedBy);
    }

    [Fact]
    public void A_denial_names_the_first_denying_type_in_the_order_of_evaluation()
    {
        var question = new Question
        {
            Principal = Session,
            Identity = [Allow(), Deny()],
            ResourcePolicy = For("\"*\"", "Deny"),
            Boundary = [Deny()],
            SessionPolicies = [Deny()],
            Endpoint = [For("\"*\"", "Deny")],
            ServiceControl = [[Deny()]],
            ResourceControl = [[For("\"*\"", "Deny")]],
        };

        Assert.Equal(PolicyType.ResourceControl, question.Decide().DeniedBy);
        Assert.Equal(PolicyType.ServiceControl, (question with { ResourceControl = null }).Decide().DeniedBy);
        Assert.Equal(PolicyType.VpcEndpoint, (question with { ResourceControl = null, ServiceControl = null }).Decide().DeniedBy);
        Assert.Equal(PolicyType.Resource, (question with { ResourceControl = null, ServiceControl = null, Endpoint = null }).Decide().DeniedBy);
        Assert.Equal(8 - 1, question.Decide().DecidedBy.Count);
    }

    [Theory]
    [InlineData(PolicyType.Identity)]
    [InlineData(PolicyType.PermissionsBoundary)]
    [InlineData(PolicyType.Session)]
    [InlineData(PolicyType.VpcEndpoint)]
    [InlineData(PolicyType.ServiceControl)]
    [InlineData(PolicyType.Resource)]
    public void An_explicit_deny_of_any_type_beats_every_allow(PolicyType type)
    {
        string everyone = For("\"*\""), nobody = For("\"*\"", "Deny");

        var question = new Question
        {
            Principal = Session,
            Identity = [Allow(), type == PolicyType.Identity ? Deny() : Allow()],
            Boundary = [Allow(), type == PolicyType.PermissionsBoundary ? Deny() : Allow()],
            SessionPolicies = [Allow(), type == PolicyType.Session ? Deny() : Allow()],
            Endpoint = [everyone, type == PolicyType.VpcEndpoint ? nobody : everyone],
            ServiceControl = [[Allow(), type == PolicyType.ServiceControl ? Deny() : Allow()]],
            ResourcePolicy = type == PolicyType.Resource ? nobody : everyone,
        };

        Assert.Equal((PolicyOutcome.ExplicitDeny, type), question.Answer());
    }

    [Fact]
    public void A_boundary_only_narrows()
    {
        Assert.True(new Question { Identity = [Allow()], Boundary = [Allow("s3:*")] }.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), new Question { Identity = [Allow()], Boundary = [Allow("ec2:*")] }.Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), new Question { Identity = [Allow()], Boundary = [] }.Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), new Question { Boundary = [Allow()] }.Answer());
    }

    [Fact]
    public void Session_policies_are_one_union_that_only_narrows()
    {
        var question = new Question { Principal = Session, Identity = [Allow()] };

        Assert.True(question.Decide().IsAllowed);
        Assert.True((question with { SessionPolicies = [Allow("ec2:*"), Allow("s3:*")] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { SessionPolicies = [Allow("ec2:*")] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { SessionPolicies = [] }).Answer());
    }

    [Fact]
    public void Every_level_of_service_control_has_to_allow()
    {
        var question = new Question { Identity = [Allow()] };

        Assert.True((question with { ServiceControl = [[Allow()], [Allow("s3:*"), Allow("ec2:*")]] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.ServiceControl), (question with { ServiceControl = [[Allow()], [Allow("ec2:*")]] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.ServiceControl), (question with { ServiceControl = [[Allow()], []] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.ServiceControl), (question with { ServiceControl = [] }).Answer());
    }

    [Fact]
    public void A_level_of_resource_control_implies_full_access()
    {
        var question = new Question { Identity = [Allow()] };

        Assert.True((question with { ResourceControl = [[], []] }).Decide().IsAllowed);
        Assert.True((question with { ResourceControl = [] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.ResourceControl), (question with { ResourceControl = [[], [For("\"*\"", "Deny")]] }).Answer());
    }

    [Fact]
    public void An_endpoint_policy_has_to_allow_too()
    {
        var question = new Question { Identity = [Allow()] };

        Assert.True((question with { Endpoint = [NamesAll] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.VpcEndpoint), (question with { Endpoint = [For("\"*\"", action: "ec2:*")] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.VpcEndpoint), (question with { Endpoint = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.VpcEndpoint), (question with { ResourcePolicy = NamesUser, Endpoint = [] }).Answer());
    }

    [Fact]
    public void A_resource_policy_naming_the_user_or_everybody_allows_at_once()
    {
        foreach (string policy in new[] { NamesUser, NamesAll, For("""{"AWS":"*"}""") })
        {
            var decision = new Question { ResourcePolicy = policy, Identity = [], Boundary = [], SessionPolicies = [] }.Decide();

            Assert.True(decision.IsAllowed);
            Assert.Equal(PolicyType.Resource, Assert.Single(decision.DecidedBy).PolicyType);
        }
    }

    [Fact]
    public void A_resource_policy_naming_the_session_is_limited_by_nothing() =>
        Assert.True(new Question { Principal = Session, ResourcePolicy = NamesSession, Identity = [], Boundary = [], SessionPolicies = [] }.Decide().IsAllowed);

    [Fact]
    public void A_resource_policy_naming_the_role_is_limited_by_boundary_and_session_policy()
    {
        var question = new Question { Principal = Session, ResourcePolicy = NamesRole, Identity = [] };

        Assert.True(question.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.PermissionsBoundary), (question with { Boundary = [] }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { SessionPolicies = [Allow("ec2:*")] }).Answer());
        Assert.True((question with { Boundary = [Allow()], SessionPolicies = [Allow("s3:*")] }).Decide().IsAllowed);
    }

    [Theory]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""")]
    public void A_resource_policy_naming_the_account_has_no_effect_by_itself(string principal)
    {
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Identity), new Question { ResourcePolicy = For(principal), Identity = [] }.Answer());

        var decision = new Question { ResourcePolicy = For(principal), Identity = [Allow()] }.Decide();
        Assert.Equal(PolicyType.Identity, Assert.Single(decision.DecidedBy).PolicyType);
    }

    [Fact]
    public void A_federated_user_is_limited_when_its_user_is_named_and_not_when_itself_is()
    {
        var question = new Question { Principal = Federated, Identity = [], SessionPolicies = [] };

        Assert.True((question with { ResourcePolicy = NamesFederated, Boundary = [] }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (question with { ResourcePolicy = NamesUser }).Answer());
        Assert.True((question with { ResourcePolicy = NamesUser, SessionPolicies = [Allow()] }).Decide().IsAllowed);
    }

    [Fact]
    public void A_federated_user_without_session_policies_has_no_identity_permissions()
    {
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), new Question { Principal = Federated, Identity = [Allow()] }.Answer());
        Assert.True(new Question { Principal = Federated, Identity = [Allow()], SessionPolicies = [Allow()] }.Decide().IsAllowed);
    }

    [Fact]
    public void Root_needs_no_policy_and_is_held_by_control_resource_and_session_policies()
    {
        var root = new Question { Principal = Principal.Root("aws", Home) };

        Assert.True(root.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.ServiceControl), (root with { ServiceControl = [[]] }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.ResourceControl), (root with { ResourceControl = [[For("\"*\"", "Deny")]] }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.Resource), (root with { ResourcePolicy = For("\"*\"", "Deny") }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Session), (root with { SessionPolicies = [Allow("iam:*")] }).Answer());
        Assert.True((root with { ResourcePolicy = NamesUser }).Decide().IsAllowed);
    }

    [Fact]
    public void A_key_policy_has_to_admit_even_root()
    {
        var question = new Question { Action = "kms:Decrypt", Resource = "arn:aws:kms:us-east-1:111122223333:key/k", Identity = [Allow()] };
        var root = question with { Principal = Principal.Root("aws", Home) };

        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (question with { ResourcePolicy = NamesRole }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (root with { ResourcePolicy = NamesRole }).Answer());
        Assert.True((question with { ResourcePolicy = NamesAccount }).Decide().IsAllowed);
        Assert.True((root with { ResourcePolicy = NamesAccount }).Decide().IsAllowed);
        Assert.True((question with { ResourcePolicy = NamesUser, Identity = [] }).Decide().IsAllowed);
    }

    [Fact]
    public void Caller_identity_is_always_allowed()
    {
        var question = new Question { Action = "sts:GetCallerIdentity", Resource = "*", Identity = [Deny()], ServiceControl = [[Deny()]] };

        Assert.True(question.Decide().IsAllowed);
    }

    [Fact]
    public void A_session_token_needs_no_allow_and_can_be_denied()
    {
        var question = new Question { Action = "sts:GetSessionToken", Resource = "*" };

        Assert.True(question.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.Identity), (question with { Identity = [Deny("sts:*")] }).Answer());
    }

    [Fact]
    public void Services_need_the_resource_policy_alone()
    {
        var service = new Question
        {
            Principal = Principal.Service("lambda.amazonaws.com"),
            ServiceControl = [[Deny()]],
            ResourcePolicy = For("""{"Service":"lambda.amazonaws.com"}"""),
        };

        Assert.True(service.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (service with { ResourcePolicy = NamesAccount }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (service with { ResourcePolicy = null, Identity = [Allow()] }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.ResourceControl), (service with { ResourceControl = [[For("\"*\"", "Deny")]] }).Answer());
    }

    [Fact]
    public void The_anonymous_need_the_resource_policy_and_pass_resource_control()
    {
        var anonymous = new Question { Principal = Principal.Anonymous, ResourcePolicy = NamesAll };

        Assert.True(anonymous.Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (anonymous with { ResourcePolicy = null }).Answer());
        Assert.Equal((PolicyOutcome.ImplicitDeny, PolicyType.Resource), (anonymous with { ResourcePolicy = NamesAccount }).Answer());
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.ResourceControl), (anonymous with { ResourceControl = [[For("\"*\"", "Deny")]] }).Answer());
    }

    [Fact]
    public void Service_linked_roles_are_beyond_control_policies()
    {
        var linked = Principal.RoleSession("aws", Home, "/aws-service-role/ecs.amazonaws.com/", "AWSServiceRoleForECS", "AROA1", "s");
        var question = new Question { Identity = [Allow()], ServiceControl = [[Deny()]], ResourceControl = [[For("\"*\"", "Deny")]] };

        Assert.True((question with { Principal = linked }).Decide().IsAllowed);
        Assert.Equal((PolicyOutcome.ExplicitDeny, PolicyType.ResourceControl), (question with { Principal = Session }).Answer());
    }
}
