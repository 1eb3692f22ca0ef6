using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Tests.Sessions;

public sealed class RoleAssumptionTests
{
    private const string Nobody = "arn:aws:iam::111122223333:role/Nobody";

    private static readonly Tag[] Twice = [new("a", "1"), new("A", "2")];

    [Fact]
    public async Task The_checks_come_in_the_order_of_the_service()
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);
        var session = await world.CallerAsync(await world.IssueAsync(World.Wish(alice) with { Tags = [new("T", "1")], TransitiveTagKeys = ["t"] }));
        // Every fault at once; each step takes the one away that is reported.
        var wish = World.Wish(await world.CallerAsync(World.RootKey)) with
        {
            Tags = Twice,
            TransitiveTagKeys = ["missing"],
            SerialNumber = World.MfaSerial,
            Duration = TimeSpan.FromHours(12),
            Policy = "invalid",
        };

        await ExpectAsync(world, wish, RoleAssumptionFailure.RootCaller);
        wish = wish with { Caller = session };
        await ExpectAsync(world, wish, RoleAssumptionFailure.DuplicateTagKeys);
        wish = wish with { Tags = [new("T", "2")] };
        await ExpectAsync(world, wish, RoleAssumptionFailure.TransitiveKeyNotInTags);
        wish = wish with { TransitiveTagKeys = [] };
        await ExpectAsync(world, wish, RoleAssumptionFailure.TransitiveTagConflict);
        wish = wish with { Tags = [] };
        await ExpectAsync(world, wish, RoleAssumptionFailure.MfaIncomplete);
        wish = wish with { SerialNumber = null };
        await ExpectAsync(world, wish, RoleAssumptionFailure.DurationAboveRoleMaximum);
        wish = wish with { Duration = TimeSpan.FromHours(2) };
        await ExpectAsync(world, wish, RoleAssumptionFailure.DurationAboveChainingMaximum);
        wish = wish with { Duration = TimeSpan.FromHours(1), SourceIdentity = "me" };
        await ExpectAsync(world, wish, RoleAssumptionFailure.MalformedPolicy);
        wish = wish with { Policy = World.Anything.PadRight(2049) };
        await ExpectAsync(world, wish, RoleAssumptionFailure.PackedPolicyTooLarge);
        Assert.True((await world.AssumeAsync(wish with { Policy = World.Anything })).IsIssued);
    }

    [Fact]
    public async Task A_missing_role_has_no_maximum_to_exceed()
    {
        var world = await World.CreateAsync();

        var wish = World.Wish(await world.CallerAsync(World.AliceKey), Nobody) with { Duration = TimeSpan.FromHours(12), Policy = "invalid" };

        await ExpectAsync(world, wish, RoleAssumptionFailure.NotAuthorized);
    }

    [Theory]
    [InlineData(7200, null)]
    [InlineData(7201, RoleAssumptionFailure.DurationAboveRoleMaximum)]
    public async Task A_user_may_ask_for_the_roles_maximum(int seconds, RoleAssumptionFailure? failure)
    {
        var world = await World.CreateAsync();

        var result = await world.AssumeAsync(World.Wish(await world.CallerAsync(World.AliceKey)) with { Duration = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(failure, result.Refusal?.Failure);
        if (result.IsIssued)
            Assert.Equal(World.Start.AddSeconds(seconds), result.Issued.Session.Expiration);
    }

    [Theory]
    [InlineData(true, 3600, null)]
    [InlineData(true, 3601, RoleAssumptionFailure.DurationAboveChainingMaximum)]
    [InlineData(false, 3600, null)]
    [InlineData(false, 3601, RoleAssumptionFailure.DurationAboveChainingMaximum)]
    public async Task Any_session_may_ask_for_an_hour(bool isRole, int seconds, RoleAssumptionFailure? failure)
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);
        var caller = await world.CallerAsync(isRole ? await world.IssueAsync(World.Wish(alice)) : await world.SessionTokenAsync(alice));

        var result = await world.AssumeAsync(World.Wish(caller) with { Duration = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(failure, result.Refusal?.Failure);
    }

    /// <summary>Section by section: who is trusted how, in which account, and what the caller's own policies say.</summary>
    [Theory]
    [InlineData("""{"AWS":"111122223333"}""", World.AliceKey, null, true)]
    [InlineData("""{"AWS":"111122223333"}""", World.BobKey, null, false)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", World.BobKey, World.Anything, true)]
    [InlineData("""{"AWS":"AIDARTX3GSDSQBOBBOB23"}""", World.BobKey, null, true)]
    [InlineData("""{"AWS":"AIDARTX3GSDSQBOBBOB23"}""", World.BobKey, World.Nothing, false)]
    [InlineData("""{"AWS":"AIDARTX3GSDSQALICE234"}""", World.BobKey, World.Anything, false)]
    [InlineData("\"*\"", World.BobKey, null, true)]
    [InlineData("""{"AWS":"*"}""", World.CarolKey, null, true)]
    [InlineData("""{"AWS":"444455556666"}""", World.CarolKey, null, true)]
    [InlineData("""{"AWS":"444455556666"}""", World.AliceKey, null, false)]
    [InlineData("""{"AWS":"111122223333"}""", World.CarolKey, null, false)]
    [InlineData("""{"Service":"ec2.amazonaws.com"}""", World.AliceKey, null, false)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/example.com"}""", World.AliceKey, null, false)]
    public async Task The_trust_decides_together_with_the_callers_policies(string principal, string accessKeyId, string? bobsPolicy, bool isAllowed)
    {
        var bob = World.User("bob", World.BobId, World.BobKey, bobsPolicy is null ? [] : [bobsPolicy]);
        var world = await World.CreateAsync(bob, World.Role("Target", "AROARTX3GSDSQTARGET23", principal));

        var result = await world.AssumeAsync(World.Wish(await world.CallerAsync(accessKeyId), "arn:aws:iam::111122223333:role/Target"));

        Assert.Equal(isAllowed ? null : RoleAssumptionFailure.NotAuthorized, result.Refusal?.Failure);
        if (!isAllowed)
            Assert.Equal("sts:AssumeRole", result.Refusal!.Action);
    }

    [Fact]
    public async Task Across_accounts_the_callers_own_policy_is_needed_however_the_trust_names_it()
    {
        var weak = World.User("carol", "AIDAWO645SY5ACAROL234", World.CarolKey) with { AccountId = World.Elsewhere };
        var world = await World.CreateAsync(weak, World.Role("Target", "AROARTX3GSDSQTARGET23", """{"AWS":"AIDAWO645SY5ACAROL234"}"""));

        var result = await world.AssumeAsync(World.Wish(await world.CallerAsync(World.CarolKey), "arn:aws:iam::111122223333:role/Target"));

        Assert.Equal(RoleAssumptionFailure.NotAuthorized, result.Refusal?.Failure);
    }

    [Fact]
    public async Task A_role_assumes_itself_only_where_it_trusts_itself()
    {
        var world = await World.CreateAsync(
            World.Role("Closed", "AROARTX3GSDSQCLOSED23", $$"""{"AWS":"{{World.AliceId}}"}"""),
            World.Role("Looped", "AROARTX3GSDSQLOOPED23", $$"""{"AWS":["{{World.AliceId}}","AROARTX3GSDSQLOOPED23"]}"""));
        var alice = await world.CallerAsync(World.AliceKey);

        var closed = await AgainAsync("arn:aws:iam::111122223333:role/Closed");
        var looped = await AgainAsync("arn:aws:iam::111122223333:role/Looped");

        Assert.Equal(RoleAssumptionFailure.NotAuthorized, closed.Refusal?.Failure);
        Assert.True(looped.IsIssued);

        async Task<RoleAssumptionResult> AgainAsync(string role) =>
            await world.AssumeAsync(World.Wish(await world.CallerAsync(await world.IssueAsync(World.Wish(alice, role))), role));
    }

    [Theory]
    [InlineData("\"sts:AssumeRole\"", null)]
    [InlineData("""["sts:AssumeRole","sts:TagSession"]""", "sts:SetSourceIdentity")]
    [InlineData("""["sts:AssumeRole","sts:SetSourceIdentity"]""", "sts:TagSession")]
    [InlineData("\"sts:*\"", "")]
    public async Task Tags_and_source_identity_need_permissions_of_their_own(string actions, string? missing)
    {
        var world = await World.CreateAsync(World.Role("Target", "AROARTX3GSDSQTARGET23", """{"AWS":"111122223333"}""", actions));
        var wish = World.Wish(await world.CallerAsync(World.AliceKey), "arn:aws:iam::111122223333:role/Target");

        var plain = await world.AssumeAsync(wish);
        var both = await world.AssumeAsync(wish with { Tags = [new("a", "1")], SourceIdentity = "alice" });

        Assert.True(plain.IsIssued);
        Assert.Equal(missing is "" ? null : missing ?? "sts:TagSession", both.Refusal?.Action);
    }

    [Fact]
    public async Task A_source_identity_needs_its_permission_on_every_hop_even_unsaid()
    {
        var world = await World.CreateAsync(World.Role("Plain", "AROARTX3GSDSQPLAIN234", """{"AWS":"111122223333"}""", "\"sts:AssumeRole\""));
        var alice = await world.CallerAsync(World.AliceKey);
        var session = await world.CallerAsync(await world.IssueAsync(World.Wish(alice) with { SourceIdentity = "alice" }));

        var unsaid = await world.IssueAsync(World.Wish(session));
        var same = await world.AssumeAsync(World.Wish(session) with { SourceIdentity = "alice" });
        var other = await world.AssumeAsync(World.Wish(session) with { SourceIdentity = "mallory" });
        var withoutPermission = await world.AssumeAsync(World.Wish(session, "arn:aws:iam::111122223333:role/Plain"));

        Assert.Equal("alice", unsaid.Session.Facts?.SourceIdentity);
        Assert.True(same.IsIssued);
        Assert.Equal("sts:SetSourceIdentity", other.Refusal?.Action);
        Assert.Equal("sts:SetSourceIdentity", withoutPermission.Refusal?.Action);
    }

    [Fact]
    public async Task Transitive_tags_stay_over_hops_and_others_stop_at_the_next()
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);

        var first = await world.IssueAsync(World.Wish(alice) with { Tags = [new("Team", "red"), new("Step", "1")], TransitiveTagKeys = ["team"] });
        var second = await world.IssueAsync(World.Wish(await world.CallerAsync(first)) with { Tags = [new("Cost", "7")], TransitiveTagKeys = ["Cost"] });
        var third = await world.IssueAsync(World.Wish(await world.CallerAsync(second)));

        Assert.Equal([new Tag("Team", "red"), new Tag("Step", "1")], first.Session.Facts!.Tags);
        Assert.Equal([new Tag("Cost", "7"), new Tag("Team", "red")], second.Session.Facts!.Tags);
        Assert.Equal(["Cost", "Team"], third.Session.Facts!.Tags.Select(tag => tag.Key).Order());
        Assert.NotNull(third.PackedPolicySize);
    }

    [Fact]
    public async Task An_inherited_tag_overrides_the_roles_own()
    {
        var world = await World.CreateAsync(
            World.Role("Red", "AROARTX3GSDSQREDRED23", """{"AWS":"111122223333"}""", condition: """{"StringEquals":{"aws:ResourceTag/team":"red"}}""") with
            {
                Tags = [new("Team", "blue")],
            });
        const string red = "arn:aws:iam::111122223333:role/Red";
        var alice = await world.CallerAsync(World.AliceKey);
        var session = await world.CallerAsync(await world.IssueAsync(World.Wish(alice) with { Tags = [new("Team", "red")], TransitiveTagKeys = ["Team"] }));

        Assert.False((await world.AssumeAsync(World.Wish(alice, red))).IsIssued);
        Assert.True((await world.AssumeAsync(World.Wish(session, red))).IsIssued);
    }

    [Fact]
    public async Task Mfa_is_for_this_call_and_not_for_the_session_it_makes()
    {
        var world = await World.CreateAsync(World.Role("Guarded", "AROARTX3GSDSQGUARDED2", """{"AWS":"*"}""",
            condition: """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"""));
        const string guarded = "arn:aws:iam::111122223333:role/Guarded";
        var bob = await world.CallerAsync(World.BobKey);
        string code = TimeBasedCode.Compute(World.MfaSeed, World.Start)!;

        await ExpectAsync(world, World.Wish(bob, guarded), RoleAssumptionFailure.NotAuthorized);
        await ExpectAsync(world, World.Wish(bob, guarded) with { TokenCode = code }, RoleAssumptionFailure.MfaIncomplete);
        await ExpectAsync(world, World.Wish(bob, guarded) with { SerialNumber = "unknown", TokenCode = code }, RoleAssumptionFailure.MfaUnknownDevice);
        var session = await world.IssueAsync(World.Wish(bob, guarded) with { SerialNumber = World.MfaSerial, TokenCode = code });
        await ExpectAsync(world, World.Wish(bob, guarded) with { SerialNumber = World.MfaSerial, TokenCode = code }, RoleAssumptionFailure.MfaInvalidCode);
        await ExpectAsync(world, World.Wish(await world.CallerAsync(session), guarded), RoleAssumptionFailure.NotAuthorized);
    }

    [Fact]
    public async Task A_service_is_admitted_by_its_name_and_not_bound_by_the_roles_maximum()
    {
        var world = await World.CreateAsync(World.Role("Machine", "AROARTX3GSDSQMACHINE2", """{"Service":"ec2.amazonaws.com"}"""));
        var wish = World.Wish(null, "arn:aws:iam::111122223333:role/Machine") with
        {
            Principal = Principal.Service("ec2.amazonaws.com"),
            SessionName = "i-0abc",
            Duration = TimeSpan.FromHours(6),
            SessionContext = new Dictionary<string, IReadOnlyList<string>> { ["ec2:RoleDelivery"] = ["2.0"], ["idp.example:amr"] = ["pwd", "mfa"] },
        };

        var issued = await world.IssueAsync(wish);
        var other = await world.AssumeAsync(wish with { Principal = Principal.Service("lambda.amazonaws.com") });

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Machine/i-0abc", issued.Session.Principal.Arn);
        Assert.Equal(World.Start.AddHours(6), issued.Session.Expiration);
        Assert.Equal(["2.0"], issued.Session.Facts!.Context["ec2:RoleDelivery"]);
        Assert.Equal(["pwd", "mfa"], issued.Session.Facts!.Context["idp.example:amr"]);
        Assert.Equal(RoleAssumptionFailure.NotAuthorized, other.Refusal?.Failure);
    }

    [Fact]
    public async Task A_web_identity_is_admitted_by_provider_and_claims()
    {
        const string provider = "arn:aws:iam::111122223333:oidc-provider/example.com";
        var world = await World.CreateAsync(World.Role("Web", "AROARTX3GSDSQWEBWEB23", $$"""{"Federated":"{{provider}}"}""",
            """["sts:AssumeRoleWithWebIdentity","sts:TagSession"]""", """{"StringEquals":{"example.com:aud":"client","aws:PrincipalTag/team":"red"}}""") with
        {
            MaxSessionDuration = 7200,
        });
        var wish = World.Wish(null, "arn:aws:iam::111122223333:role/Web") with
        {
            Action = "sts:AssumeRoleWithWebIdentity",
            Principal = Principal.WebIdentity(provider),
            FederatedProvider = provider,
            TrustContext = new Dictionary<string, IReadOnlyList<string>> { ["example.com:aud"] = ["client"] },
            Tags = [new("team", "red")],
            Duration = TimeSpan.FromHours(2),
        };

        var issued = await world.IssueAsync(wish);

        Assert.Equal(provider, issued.Session.Facts!.FederatedProvider);
        await ExpectAsync(world, wish with { TrustContext = new Dictionary<string, IReadOnlyList<string>>() }, RoleAssumptionFailure.NotAuthorized);
        await ExpectAsync(world, wish with { Principal = Principal.WebIdentity(provider + "2") }, RoleAssumptionFailure.NotAuthorized);
        await ExpectAsync(world, wish with { Duration = TimeSpan.FromSeconds(7201) }, RoleAssumptionFailure.DurationAboveRoleMaximum);
    }

    [Fact]
    public async Task A_federated_user_assumes_nothing()
    {
        var world = await World.CreateAsync(World.Role("Everybody", "AROARTX3GSDSQEVERYONE", "\"*\""));
        var alice = await world.CallerAsync(World.AliceKey);
        var issued = await new UserFederation(world.Issuer).FederateAsync(
            alice, "fred", TimeSpan.FromHours(1), World.Anything, [], [], CancellationToken.None);

        var result = await world.AssumeAsync(World.Wish(await world.CallerAsync(issued.Issued!), "arn:aws:iam::111122223333:role/Everybody"));

        Assert.Equal(RoleAssumptionFailure.NotAuthorized, result.Refusal?.Failure);
    }

    [Theory]
    [InlineData(2048, 0, null)]
    [InlineData(2049, 0, RoleAssumptionFailure.PackedPolicyTooLarge)]
    [InlineData(2048, 2048, null)]
    [InlineData(2047, 2049, null)]
    [InlineData(2047, 2050, RoleAssumptionFailure.PackedTagsTooLarge)]
    public async Task Policies_and_tags_share_the_packed_size(int policyLength, int tagLength, RoleAssumptionFailure? failure)
    {
        var world = await World.CreateAsync();
        var tags = Enumerable.Range(0, tagLength == 0 ? 0 : 10)
            .Select(i => new Tag($"{i}", new string('v', (i == 9 ? tagLength - tagLength / 10 * 9 : tagLength / 10) - 1))).ToList();

        var result = await world.AssumeAsync(World.Wish(await world.CallerAsync(World.AliceKey)) with { Policy = World.Anything.PadRight(policyLength), Tags = tags });

        Assert.Equal(failure, result.Refusal?.Failure);
        if (failure is not null)
            Assert.Equal(101, result.Refusal!.PackedPercent);
    }

    [Fact]
    public async Task A_managed_session_policy_is_one_of_the_roles_account_or_of_the_vendor()
    {
        var world = await World.CreateAsync(new ManagedPolicy
        {
            AccountId = World.Home,
            PolicyName = "Own",
            PolicyId = "ANPARTX3GSDSQOWNOWN23",
            Document = new StoredPolicy("arn:aws:iam::111122223333:policy/Own", World.Anything),
        });
        var wish = World.Wish(await world.CallerAsync(World.AliceKey));

        Assert.True((await world.AssumeAsync(wish with { PolicyArns = ["arn:aws:iam::111122223333:policy/Own"] })).IsIssued);
        Assert.True((await world.AssumeAsync(wish with { PolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"] })).IsIssued);
        await ExpectAsync(world, wish with { PolicyArns = ["arn:aws:iam::444455556666:policy/Own"] }, RoleAssumptionFailure.UnknownPolicyArn);
    }

    private static async Task ExpectAsync(World world, RoleAssumptionRequest wish, RoleAssumptionFailure failure)
    {
        var result = await world.AssumeAsync(wish);

        Assert.Equal(failure, result.Refusal?.Failure);
    }
}
