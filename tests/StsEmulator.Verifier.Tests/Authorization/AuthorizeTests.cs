using Grpc.Core;
using StsEmulator.Iam.Identifiers;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests.Authorization;

public sealed class AuthorizeTests : IAsyncLifetime
{
    private const string Bucket = "arn:aws:s3:::b/k";

    private const string Trust = """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}}
        """;

    private VerifierHost host = null!;

    public async ValueTask InitializeAsync() => host = await VerifierHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_allowed_request_names_the_statement_that_allows_it()
    {
        var reply = await host.Client.AuthorizeAsync(Ask("s3:GetObject"));

        Assert.Equal(Decision.Allowed, reply.Decision);
        Assert.Equal(
            new DecidingStatement { PolicyType = PolicyType.Identity, Policy = "files", Statement = 0, Sid = "Read", Effect = Effect.Allow },
            Assert.Single(reply.DecidedBy));
        Assert.Equal(("", VerifierHost.UserArn), (reply.Message, reply.Principal.Arn));
    }

    [Fact]
    public async Task A_denial_carries_a_message_that_its_own_account_can_decode()
    {
        var question = Ask("s3:GetObject", resource: "arn:aws:s3:::secret/k");
        question.EncodeMessage = true;

        var reply = await host.Client.AuthorizeAsync(question);

        string? message = await host.Codec.DecodeAsync(reply.EncodedMessage, AccountId.Parse(VerifierHost.Account), CancellationToken.None);
        Assert.NotNull(message);
        Assert.StartsWith(
            """{"allowed":false,"explicitDeny":true,"matchedStatements":{"items":[{"statementId":"NoSecrets","effect":"DENY",""", message, StringComparison.Ordinal);
        Assert.Contains(""""resource":"arn:aws:s3:::secret/k"""", message, StringComparison.Ordinal);
        Assert.Null(await host.Codec.DecodeAsync(reply.EncodedMessage, AccountId.Parse("999999999999"), CancellationToken.None));
    }

    [Fact]
    public async Task A_denial_says_who_what_on_what_and_why()
    {
        var denied = await host.Client.AuthorizeAsync(Ask("s3:GetObject", resource: "arn:aws:s3:::secret/k"));
        var missing = await host.Client.AuthorizeAsync(Ask("s3:ListBucket"));

        Assert.Equal((Decision.ExplicitDeny, PolicyType.Identity), (denied.Decision, denied.DeniedBy));
        Assert.Equal(("NoSecrets", Effect.Deny), (denied.DecidedBy.Single().Sid, denied.DecidedBy.Single().Effect));
        Assert.Equal(Decision.ImplicitDeny, missing.Decision);
        Assert.Equal(
            $"User: {VerifierHost.UserArn} is not authorized to perform: s3:ListBucket on resource: {Bucket} "
            + "because no identity-based policy allows the s3:ListBucket action",
            missing.Message);
    }

    [Fact]
    public async Task Conditions_are_decided_by_the_context_and_missing_keys_are_named()
    {
        var near = await host.Client.AuthorizeAsync(Ask("s3:PutObject").With(("aws:SourceIp", false, ["10.1.2.3"])));
        var far = await host.Client.AuthorizeAsync(Ask("s3:PutObject").With(("aws:SourceIp", false, ["192.0.2.1"])));
        var silent = await host.Client.AuthorizeAsync(Ask("s3:PutObject"));
        var keys = await host.Client.AuthorizeAsync(Ask("ec2:CreateTags", "*").With(("aws:TagKeys", true, ["a"])));
        var more = await host.Client.AuthorizeAsync(Ask("ec2:CreateTags", "*").With(("aws:TagKeys", true, ["a", "c"])));

        Assert.Equal(
            [Decision.Allowed, Decision.ImplicitDeny, Decision.ImplicitDeny, Decision.Allowed, Decision.ImplicitDeny],
            new[] { near, far, silent, keys, more }.Select(reply => reply.Decision));
        Assert.Contains("aws:SourceIp", silent.MissingContextKeys);
        Assert.DoesNotContain("aws:SourceIp", far.MissingContextKeys);
    }

    [Theory]
    [InlineData("s3:DeleteObject", "aws:PrincipalTag/team", "other", Decision.Allowed)]
    [InlineData("s3:ListBucket", "aws:principaltag/boss", "yes", Decision.ImplicitDeny)]
    public async Task Facts_of_the_identity_replace_what_the_context_claims(string action, string key, string value, Decision decision)
    {
        var byName = await host.Client.AuthorizeAsync(Ask(action).With((key, false, [value])));
        var byKey = await host.Client.AuthorizeAsync(
            new AuthorizeRequest { AccessKeyId = Requests.AccessKeyId, Action = action, Resource = Bucket }.With((key, false, [value])));

        Assert.Equal((decision, decision), (byName.Decision, byKey.Decision));
    }

    [Fact]
    public async Task A_role_session_is_known_by_its_arn_and_by_its_key_and_cannot_ask_for_a_session_token()
    {
        var byName = await host.Client.AuthorizeAsync(Ask("dynamodb:GetItem", "*", VerifierHost.SessionArn));
        var byRole = await host.Client.AuthorizeAsync(Ask("dynamodb:GetItem", "*", VerifierHost.RoleArn));
        var byKey = await host.Client.AuthorizeAsync(
            new AuthorizeRequest { AccessKeyId = VerifierHost.SessionKey, Action = "dynamodb:GetItem" });
        var token = await host.Client.AuthorizeAsync(new AuthorizeRequest { AccessKeyId = VerifierHost.SessionKey, Action = "sts:GetSessionToken" });

        Assert.All(new[] { byName, byRole, byKey }, reply => Assert.Equal(Decision.Allowed, reply.Decision));
        Assert.Equal((PrincipalType.AssumedRole, VerifierHost.RoleArn), (byName.Principal.Type, byName.Principal.RoleArn));
        Assert.Equal(Decision.ImplicitDeny, token.Decision);
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:user/nobody")]
    [InlineData("arn:aws:iam::123456789012:user/alice")]
    [InlineData("arn:aws:iam::999999999999:root")]
    [InlineData("arn:aws-cn:iam::123456789012:root")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/none/s")]
    public async Task A_principal_nobody_knows_is_denied_and_said_to_be_unknown(string principal)
    {
        var reply = await host.Client.AuthorizeAsync(Ask("s3:GetObject", principal: principal));

        Assert.Equal((Decision.ImplicitDeny, FailureReason.UnknownPrincipal), (reply.Decision, reply.Failure.Reason));
        Assert.Null(reply.Principal);
    }

    [Fact]
    public async Task Keys_that_are_unknown_expired_or_revoked_are_denied()
    {
        var unknown = await host.Client.AuthorizeAsync(new AuthorizeRequest { AccessKeyId = "ASIAUNKNOWNUNKNOWN12", Action = "s3:GetObject" });
        host.Time.Advance(TimeSpan.FromHours(1));
        var expired = await host.Client.AuthorizeAsync(new AuthorizeRequest { AccessKeyId = VerifierHost.SessionKey, Action = "s3:GetObject" });

        Assert.Equal((Decision.ImplicitDeny, FailureReason.UnknownAccessKey), (unknown.Decision, unknown.Failure.Reason));
        Assert.Equal((Decision.ImplicitDeny, FailureReason.ExpiredSession), (expired.Decision, expired.Failure.Reason));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:root", Decision.Allowed)]
    [InlineData("lambda.amazonaws.com", Decision.ImplicitDeny)]
    [InlineData("*", Decision.ImplicitDeny)]
    [InlineData("arn:aws:sts::123456789012:federated-user/fred", Decision.ImplicitDeny)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/i-0123456789abcdef0", Decision.ImplicitDeny)]
    public async Task Root_services_anonymous_federated_users_and_instances_have_what_they_have_of_themselves(string principal, Decision decision)
    {
        var reply = await host.Client.AuthorizeAsync(Ask("s3:GetObject", principal: principal));

        Assert.Null(reply.Failure);
        Assert.Equal(decision, reply.Decision);
    }

    [Theory]
    [InlineData("lambda.amazonaws.com", """{"Service":"lambda.amazonaws.com"}""")]
    [InlineData("arn:aws:sts::123456789012:federated-user/fred", """{"AWS":"arn:aws:sts::123456789012:federated-user/fred"}""")]
    [InlineData(
        "arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/i-1", """{"AWS":"arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/i-1"}""")]
    [InlineData("*", "\"*\"")]
    public async Task A_resource_policy_can_allow_those_who_have_no_policies_of_their_own(string principal, string named)
    {
        var request = Ask("s3:GetObject", principal: principal);
        request.ResourceAccount = VerifierHost.Account;
        request.ResourcePolicy =
            $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Shared","Effect":"Allow","Principal":{{named}},"Action":"s3:GetObject","Resource":"*"}]}""";

        var reply = await host.Client.AuthorizeAsync(request);

        Assert.Equal(Decision.Allowed, reply.Decision);
        Assert.Equal(("Shared", PolicyType.Resource), (reply.DecidedBy.Single().Sid, reply.DecidedBy.Single().PolicyType));
    }

    [Fact]
    public async Task A_trust_policy_must_allow_even_where_the_identity_does()
    {
        var admitted = Ask("sts:AssumeRole", VerifierHost.RoleArn, VerifierHost.SessionArn);
        (admitted.ResourcePolicy, admitted.ResourcePolicyIsTrust) = (Trust, true);
        var refused = admitted.Clone();
        refused.ResourcePolicy = Trust.Replace("123456789012", "999999999999", StringComparison.Ordinal);

        Assert.Equal(Decision.Allowed, (await host.Client.AuthorizeAsync(admitted)).Decision);
        Assert.Equal(Decision.ImplicitDeny, (await host.Client.AuthorizeAsync(refused)).Decision);
    }

    [Fact]
    public async Task Session_and_control_policies_narrow()
    {
        const string Nothing = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""";
        var bySession = Ask("dynamodb:GetItem", "*", VerifierHost.SessionArn);
        bySession.SessionPolicies.Add(new Policy { Document = Nothing });
        var byOrganisation = Ask("s3:GetObject");
        byOrganisation.ServiceControlPolicies.Add(new PolicyLevel { Name = "root", Policies = { new Policy { Name = "p", Document = Nothing } } });

        Assert.Equal(PolicyType.Session, (await host.Client.AuthorizeAsync(bySession)).DeniedBy);
        Assert.Equal(PolicyType.ServiceControl, (await host.Client.AuthorizeAsync(byOrganisation)).DeniedBy);
    }

    public static TheoryData<string, Action<AuthorizeRequest>> Unreadable => new()
    {
        { "principal", m => m.ClearSubject() },
        { "principal", m => m.Principal = "alice" },
        { "principal", m => m.Principal = "arn:aws:iam::123456789012:group/g" },
        { "principal", m => m.Principal = "arn:aws:iam::123456789012:user/" },
        { "principal", m => m.Principal = "arn:aws:iam::12:root" },
        { "access_key_id", m => m.AccessKeyId = "a b" },
        { "action", m => m.Action = "GetObject" },
        { "action", m => m.Action = "s3:" },
        { "action", m => m.Action = "s3:" + new string('a', 126) },
        { "resource", m => m.Resource = "bucket" },
        { "resource", m => m.Resource = "arn:aws:s3:::" + new string('a', 2048) },
        { "resource_account", m => m.ResourceAccount = "123" },
        { "resource_policy.Statement.Effect", m => m.ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Maybe","Principal":"*","Action":"*","Resource":"*"}}""" },
        { "resource_policy", m => m.ResourcePolicy = "{" },
        { "resource_policy", m => m.ResourcePolicyIsTrust = true },
        { "session_policies[1].document", m => m.SessionPolicies.Add([new Policy { Document = """{"Version":"2012-10-17","Statement":[]}""" }, new Policy { Document = "[" }]) },
        { "service_control_policies[0].policies[0].document", m => m.ServiceControlPolicies.Add(new PolicyLevel { Policies = { new Policy() } }) },
        { "vpc_endpoint_policies", m => m.VpcEndpointPolicies.Add(Enumerable.Repeat(new Policy { Document = """{"Version":"2012-10-17","Statement":[]}""" }, 101)) },
        { "context[AWS:sourceip]", m => m.With(("aws:SourceIp", false, ["10.0.0.1"]), ("AWS:sourceip", false, ["10.0.0.2"])) },
        { "context[k]", m => m.With(("k", false, [new string('v', 4097)])) },
        { "context", m => m.With([.. Enumerable.Range(0, 1001).Select(i => ($"k{i}", false, new[] { "v" }))]) },
    };

    [Theory, MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_question_is_refused_by_naming_the_place(string place, Action<AuthorizeRequest> change)
    {
        var request = Ask("s3:GetObject");
        change(request);

        var refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.AuthorizeAsync(request).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith(place, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_at_its_limit_is_a_question()
    {
        var request = Ask("s3:" + new string('a', 125), "arn:aws:s3:::" + new string('a', 2048 - 13))
            .With([.. Enumerable.Range(0, 1000).Select(i => ($"k{i}", false, new[] { new string('v', i == 0 ? 4096 : 1) }))]);

        var reply = await host.Client.AuthorizeAsync(request);

        Assert.Equal(Decision.ImplicitDeny, reply.Decision);
    }

    [Fact]
    public async Task A_store_that_is_down_decides_nothing()
    {
        host.Sessions.IsDown = true;

        var down = await Assert.ThrowsAsync<RpcException>(() => host.Client.AuthorizeAsync(
            new AuthorizeRequest { AccessKeyId = VerifierHost.SessionKey, Action = "s3:GetObject" }).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, down.StatusCode);
    }

    private static AuthorizeRequest Ask(string action, string resource = Bucket, string principal = VerifierHost.UserArn) =>
        new() { Principal = principal, Action = action, Resource = resource };
}
