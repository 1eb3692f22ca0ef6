using Microsoft.Extensions.DependencyInjection;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class AssumeRootTests
{
    private const string Audit = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";
    private const string Target = "444455556666";
    private const string Denied = "User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::444455556666:root";

    private static readonly Organization Organization = new()
    {
        AccountId = Given.Home,
        Id = "o-abc1234567",
        RootId = "r-ab12",
        Members = [new OrganizationMember(Given.Elsewhere, [])],
        RootSessions = true,
    };

    [Theory]
    [InlineData(Target)]
    [InlineData("arn:aws:iam::444455556666:root")]
    public async Task The_management_account_gets_credentials_of_a_members_root(string target)
    {
        await using var sts = await StsFixture.StartAsync(Organization);

        var answer = await sts.CallAsync(Given.Alice, "AssumeRoot", ("TargetPrincipal", target), ("TaskPolicyArn.arn", Audit));

        Assert.Equal(
            """
            <AssumeRootResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRootResult>
                <Credentials>
                  <AccessKeyId>{AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{SecretAccessKey}</SecretAccessKey>
                  <SessionToken>{SessionToken}</SessionToken>
                  <Expiration>2026-03-01T12:15:00Z</Expiration>
                </Credentials>
              </AssumeRootResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </AssumeRootResponse>

            """,
            answer.Golden);
        var identity = await sts.CallAsync(answer.Credentials, "GetCallerIdentity");
        Assert.Equal("arn:aws:iam::444455556666:root", identity.Find("Arn"));
        Assert.Equal((Target, Target), (identity.Find("UserId"), identity.Find("Account")));
    }

    [Fact]
    public async Task A_delegated_administrator_may_too_and_its_source_identity_goes_along()
    {
        var organization = Organization with { AccountId = Given.Elsewhere, Members = [new(Given.Home, []), new(Third, [])], DelegatedAdministrators = [Given.Home] };
        await using var sts = await StsFixture.StartAsync(organization, Given.Account(Third));
        var session = await sts.AssumeAsync(Given.Alice, Given.WorkerArn, "s1", ("SourceIdentity", "alice"));

        var answer = await sts.CallAsync(session, "AssumeRoot", ("TargetPrincipal", $"{Third}"), ("TaskPolicyArn.arn", Audit));

        answer.ShouldSucceed();
        Assert.Equal("alice", answer.Find("SourceIdentity"));
    }

    [Fact]
    public async Task Without_root_sessions_nobody_gets_any() => await ShouldBeDeniedAsync(Organization with { RootSessions = false });

    [Fact]
    public async Task Without_an_organization_nobody_gets_any() => await ShouldBeDeniedAsync(null);

    [Fact]
    public async Task An_account_outside_the_organization_is_out_of_reach() => await ShouldBeDeniedAsync(Organization with { Members = [] });

    [Fact]
    public async Task An_ordinary_member_gets_none() => await ShouldBeDeniedAsync(
        Organization with { AccountId = Third, Members = [new(Given.Home, []), new(Given.Elsewhere, [])] }, Given.Account(Third));

    [Fact]
    public async Task The_management_account_itself_is_out_of_reach() => await ShouldBeDeniedAsync(
        Organization with { AccountId = Given.Elsewhere, Members = [new(Given.Home, [])], DelegatedAdministrators = [Given.Home] });

    [Fact]
    public async Task Another_partition_is_out_of_reach() =>
        await ShouldBeDeniedAsync(Organization, Given.Account(Given.Elsewhere) with { Partition = "aws-cn" });

    [Fact]
    public async Task Root_credentials_and_those_without_permission_are_denied()
    {
        await using var sts = await StsFixture.StartAsync(Organization);

        var root = await sts.CallAsync(Given.Root, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit));
        var bob = await sts.CallAsync(Given.Bob, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit));

        root.ShouldBe(403, "AccessDenied", "User: arn:aws:iam::111122223333:root is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::444455556666:root");
        bob.ShouldBe(403, "AccessDenied", "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::444455556666:root");
    }

    [Theory]
    [InlineData(Audit, true)]
    [InlineData("arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy", false)]
    public async Task The_callers_policy_sees_the_task(string asked, bool isAllowed)
    {
        var bob = Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies =
            [
                new StoredPolicy(
                    "p",
                    $$$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRoot","Resource":"arn:aws:iam::*:root","Condition":{"StringEquals":{"sts:TaskPolicyArn":"{{{{{Audit}}}}}"}}}}"""),
            ],
        };
        await using var sts = await StsFixture.StartAsync(Organization, bob);

        var answer = await sts.CallAsync(Given.Bob, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", asked));

        Assert.Equal(isAllowed ? null : "AccessDenied", answer.Code);
    }

    [Theory]
    [InlineData("0", "2026-03-01T12:00:00Z")]
    [InlineData("900", "2026-03-01T12:15:00Z")]
    public async Task The_bounds_of_the_duration_are_in(string seconds, string expiration)
    {
        await using var sts = await StsFixture.StartAsync(Organization);

        var answer = await sts.CallAsync(
            Given.Alice, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit), ("DurationSeconds", seconds));

        Assert.Equal(expiration, answer.Find("Expiration"));
    }

    [Theory]
    [InlineData("TaskPolicyArn.arn=" + Audit, "1 validation error detected: Value null at 'targetPrincipal' failed to satisfy constraint: Member must not be null")]
    [InlineData("TargetPrincipal=444455556666", "1 validation error detected: Value null at 'taskPolicyArn.arn' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        "TargetPrincipal=44445555666&TaskPolicyArn.arn=" + Audit,
        "1 validation error detected: Value '44445555666' at 'targetPrincipal' failed to satisfy constraint: Member must have length greater than or equal to 12")]
    [InlineData(
        "TargetPrincipal=444455556666&DurationSeconds=901&TaskPolicyArn.arn=" + Audit,
        "1 validation error detected: Value '901' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 900")]
    [InlineData(
        "TargetPrincipal=444455556666&DurationSeconds=-1&TaskPolicyArn.arn=" + Audit,
        "1 validation error detected: Value '-1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 0")]
    [InlineData("TargetPrincipal=arn:aws:iam::444455556666:user/x&TaskPolicyArn.arn=" + Audit, "arn:aws:iam::444455556666:user/x is invalid")]
    [InlineData(
        "TargetPrincipal=444455556666&TaskPolicyArn.arn=arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws:iam::aws:policy/AdministratorAccess is not a task policy for root sessions.")]
    public async Task What_is_out_of_bounds_is_refused(string parameters, string message)
    {
        await using var sts = await StsFixture.StartAsync(Organization);
        var pairs = parameters.Split('&').Select(pair => (pair.Split('=')[0], pair.Split('=')[1])).ToArray();

        var answer = await sts.CallAsync(Given.Alice, "AssumeRoot", pairs);

        answer.ShouldBe(400, "ValidationError", message);
    }

    [Theory]
    [InlineData("iam:ListAccessKeys", "arn:aws:iam::444455556666:root", true)]
    [InlineData("iam:DeleteAccessKey", "arn:aws:iam::444455556666:root", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::bucket/key", false)]
    public async Task Whoever_verifies_the_session_sees_root_and_its_task(string action, string resource, bool isAllowed)
    {
        await using var sts = await StsFixture.StartAsync(Organization);
        var root = (await sts.CallAsync(Given.Alice, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit))).Credentials;

        var verified = await sts.Services.GetRequiredService<RequestAuthenticator>()
            .IdentifyAsync(AccessKeyId.Parse(root.AccessKeyId), TestContext.Current.CancellationToken);

        var caller = verified.Caller!;
        var context = new ConditionContext();
        CallerContext.SetCaller(context, caller, StsFixture.Start);
        Assert.Equal((PrincipalKind.Root, SessionKind.RootTask), (caller.Principal.Kind, caller.Session!.Kind));
        Assert.Equal(isAllowed, CallerAuthorization.Decide(caller, action, resource, context).IsAllowed);
        Assert.True(context.TryGetSingle("aws:AssumedRoot", out string? assumed));
        Assert.Equal("true", assumed);
        Assert.True(context.TryGetSingle("aws:PrincipalOrgID", out string? organization));
        Assert.Equal("o-abc1234567", organization);
    }

    [Fact]
    public async Task The_session_ends_when_it_says_and_may_do_nothing_else_in_STS()
    {
        await using var sts = await StsFixture.StartAsync(Organization);
        var root = (await sts.CallAsync(Given.Alice, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit))).Credentials;

        var assumed = await sts.CallAsync(root, "AssumeRole", ("RoleArn", Given.GuestArn), ("RoleSessionName", "s1"));
        var again = await sts.CallAsync(root, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit));
        var session = await sts.CallAsync(root, "GetSessionToken");
        sts.Clock.Offset = TimeSpan.FromMinutes(15);
        var late = await sts.CallAsync(root, "GetCallerIdentity");

        Assert.Equal(("AccessDenied", "AccessDenied", "AccessDenied"), (assumed.Code, again.Code, session.Code));
        Assert.Equal("ExpiredToken", late.Code);
    }

    private static AccountId Third { get; } = AccountId.Parse("777788889999");

    private static async Task ShouldBeDeniedAsync(Organization? organization, params DirectoryEntity[] also)
    {
        await using var sts = await StsFixture.StartAsync(organization is null ? also : [organization, .. also]);

        var answer = await sts.CallAsync(Given.Alice, "AssumeRoot", ("TargetPrincipal", Target), ("TaskPolicyArn.arn", Audit));

        answer.ShouldBe(403, "AccessDenied", Denied);
    }
}
