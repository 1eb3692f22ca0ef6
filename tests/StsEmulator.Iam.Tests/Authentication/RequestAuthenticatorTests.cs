using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Tests.Authentication;

public sealed class RequestAuthenticatorTests
{
    private const string Unknown = "AKIARTX3GSDSQNOBODYK";

    [Fact]
    public async Task A_good_signature_tells_who_sent_it()
    {
        var world = await World.CreateAsync();

        var result = await AskAsync(world, World.AliceKey);

        Assert.True(result.IsAuthenticated);
        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", result.Caller.Principal.Arn);
        Assert.Equal(("eu-west-1", "sts", "20260301"), (result.Caller.Region, result.Caller.Service, result.Caller.ScopeDate));
        Assert.False(result.Caller.IsTemporary);
    }

    [Fact]
    public async Task Root_and_a_session_are_callers_too()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);

        var root = await AskAsync(world, World.RootKey);
        var session = await AskAsync(world, issued);

        Assert.Equal("arn:aws:iam::111122223333:root", root.Caller?.Principal.Arn);
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Worker/s1", session.Caller?.Principal.Arn);
        Assert.True(session.Caller!.IsTemporary);
    }

    [Fact]
    public async Task An_unknown_key_is_told_before_time_and_signature()
    {
        var world = await World.CreateAsync();

        var result = await AskAsync(world, Unknown, at: World.Start.AddDays(-1), isWrong: true);

        Assert.Equal(AuthenticationFailure.UnknownAccessKey, result.Refusal?.Failure);
        Assert.Equal(Unknown, result.Refusal!.AccessKeyId);
    }

    [Fact]
    public async Task An_inactive_key_is_told_before_the_signature()
    {
        var idle = World.User("bob", World.BobId, World.BobKey) with { AccessKeys = [World.Key(World.BobKey) with { IsActive = false }] };
        var world = await World.CreateAsync(idle);

        Assert.Equal(AuthenticationFailure.InactiveAccessKey, (await AskAsync(world, World.BobKey, isWrong: true)).Refusal?.Failure);
    }

    [Fact]
    public async Task What_a_key_stood_for_before_does_not_outlive_a_change()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);
        Assert.True((await AskAsync(world, issued)).IsAuthenticated);
        Assert.True((await AskAsync(world, issued)).IsAuthenticated);

        var foreign = await AskAsync(world, issued, token: issued.SessionToken[..^1] + "!");
        var repeated = await AskAsync(world, issued);
        await world.Stores.Sessions.RevokeAsync(issued.Session.AccessKeyId, CancellationToken.None);
        var revoked = await AskAsync(world, issued);

        Assert.Equal(AuthenticationFailure.InvalidSessionToken, foreign.Refusal?.Failure);
        Assert.True(repeated.IsAuthenticated);
        Assert.Equal(AuthenticationFailure.RevokedSession, revoked.Refusal?.Failure);
    }

    [Fact]
    public async Task The_same_caller_is_given_as_the_same_principal_until_the_directory_changes()
    {
        var world = await World.CreateAsync();

        var first = await AskAsync(world, World.AliceKey);
        var second = await AskAsync(world, World.AliceKey);
        await world.WriteAsync([World.User("alice", World.AliceId, World.AliceKey) with { Path = "/moved/" }], []);
        var third = await AskAsync(world, World.AliceKey);

        Assert.Same(first.Caller!.Principal, second.Caller!.Principal);
        Assert.Equal("arn:aws:iam::111122223333:user/moved/alice", third.Caller!.Principal.Arn);
    }

    [Fact]
    public async Task A_token_belongs_to_its_key()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);
        var other = await SessionAsync(world);

        var foreign = await AskAsync(world, issued, token: other.SessionToken);
        var garbled = await AskAsync(world, issued, token: issued.SessionToken + "A");
        var beside = await AskAsync(world, World.AliceKey, token: issued.SessionToken);
        var without = await world.Authenticator.AuthenticateAsync(
            SignedRequests.Get(issued.Session.AccessKeyId.Value, issued.Session.SecretAccessKey, World.Start), AuthenticationExpectation.Any, CancellationToken.None);

        Assert.All([foreign, garbled, beside], result => Assert.Equal(AuthenticationFailure.InvalidSessionToken, result.Refusal?.Failure));
        Assert.Equal(AuthenticationFailure.UnknownAccessKey, without.Refusal?.Failure);
    }

    [Fact]
    public async Task A_session_is_refused_as_expired_from_the_instant_it_expires()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);

        world.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var last = await AskAsync(world, issued);
        world.Time.Advance(TimeSpan.FromTicks(1));
        var late = await AskAsync(world, issued);
        var lateAndWrong = await AskAsync(world, issued, isWrong: true);
        var lateAndForeign = await AskAsync(world, issued, token: "x");

        Assert.True(last.IsAuthenticated);
        Assert.Equal(AuthenticationFailure.ExpiredSession, late.Refusal?.Failure);
        Assert.Equal(AuthenticationFailure.ExpiredSession, lateAndWrong.Refusal?.Failure);
        Assert.Equal(AuthenticationFailure.InvalidSessionToken, lateAndForeign.Refusal?.Failure);
    }

    [Fact]
    public async Task A_revoked_session_stays_revoked_after_it_has_expired()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);

        await world.Stores.Sessions.RevokeAsync(issued.Session.AccessKeyId, CancellationToken.None);
        var live = await AskAsync(world, issued);
        world.Time.Advance(TimeSpan.FromHours(2));
        var late = await AskAsync(world, issued);

        Assert.Equal(AuthenticationFailure.RevokedSession, live.Refusal?.Failure);
        Assert.Equal(AuthenticationFailure.RevokedSession, late.Refusal?.Failure);
    }

    [Fact]
    public async Task A_session_dies_with_its_role_and_not_with_the_key_that_issued_it()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);
        var role = world.Directory.Current.Find(World.Home)!.FindRole("Worker")!;

        await world.WriteAsync([], [new EntityKey(World.Home, EntityKind.User, "alice")]);
        var orphan = await AskAsync(world, issued);
        await world.WriteAsync([], [role.Key]);
        var deleted = await AskAsync(world, issued);
        await world.WriteAsync([role with { RoleId = "AROARTX3GSDSQANOTHER2" }], []);
        var recreated = await AskAsync(world, issued);
        await world.WriteAsync([role], []);
        var restored = await AskAsync(world, issued);

        Assert.True(orphan.IsAuthenticated);
        Assert.Equal(AuthenticationFailure.PrincipalGone, deleted.Refusal?.Failure);
        Assert.Equal(AuthenticationFailure.PrincipalGone, recreated.Refusal?.Failure);
        Assert.True(restored.IsAuthenticated);
    }

    [Fact]
    public async Task A_users_session_dies_with_the_user()
    {
        var world = await World.CreateAsync();
        var issued = await world.SessionTokenAsync(await world.CallerAsync(World.AliceKey));

        var before = await AskAsync(world, issued);
        await world.WriteAsync([], [new EntityKey(World.Home, EntityKind.User, "alice")]);
        var after = await AskAsync(world, issued);

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", before.Caller?.Principal.Arn);
        Assert.Equal(AuthenticationFailure.PrincipalGone, after.Refusal?.Failure);
    }

    [Fact]
    public async Task Policies_are_live_for_sessions()
    {
        var world = await World.CreateAsync();
        var issued = await SessionAsync(world);
        var role = world.Directory.Current.Find(World.Home)!.FindRole("Worker")!;

        await world.WriteAsync([role with { Policies = [], Tags = [new Tag("team", "blue")] }], []);
        var result = await AskAsync(world, issued);

        Assert.Empty(result.Caller!.Policies.Identity);
        Assert.Equal("blue", result.Caller.Policies.Tags.Single().Value);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(40 * 24, true)]
    [InlineData(20 * 24, false)]
    public async Task A_signature_may_go_by_either_clock(int hoursAhead, bool isGood)
    {
        var world = await World.CreateAsync();
        world.Clock.Offset = TimeSpan.FromDays(40);

        var result = await AskAsync(world, World.AliceKey, at: World.Start.AddHours(hoursAhead));

        Assert.Equal(isGood, result.IsAuthenticated);
    }

    [Theory]
    [InlineData(-901, SignatureFailure.TooOld)]
    [InlineData(-900, null)]
    [InlineData(900, null)]
    [InlineData(901, SignatureFailure.NotYetCurrent)]
    public async Task A_signature_has_a_quarter_of_an_hour_either_way(int seconds, SignatureFailure? failure)
    {
        var world = await World.CreateAsync();

        var result = await AskAsync(world, World.AliceKey, at: World.Start.AddSeconds(seconds), isWrong: failure is not null);

        Assert.Equal(failure, result.Refusal?.Signature.Failure);
    }

    [Fact]
    public async Task A_bad_signature_is_told_last()
    {
        var world = await World.CreateAsync();

        var result = await AskAsync(world, World.AliceKey, isWrong: true);

        Assert.Equal((AuthenticationFailure.Signature, SignatureFailure.Mismatch), (result.Refusal!.Failure, result.Refusal.Signature.Failure));
        Assert.Null(result.Refusal.Explanation);
    }

    [Fact]
    public async Task Relaxed_authentication_is_for_unknown_keys_alone()
    {
        var world = await World.CreateAsync();
        var relaxed = world.Authenticating(new AuthenticationOptions { IsRelaxed = true });
        var issued = await SessionAsync(world);

        var unknown = await relaxed.AuthenticateAsync(SignedRequests.Get("anything", "x", World.Start), AuthenticationExpectation.Any, CancellationToken.None);
        var wrong = await relaxed.AuthenticateAsync(SignedRequests.Get(World.AliceKey, "x", World.Start), AuthenticationExpectation.Any, CancellationToken.None);
        var without = await relaxed.AuthenticateAsync(
            SignedRequests.Get(issued.Session.AccessKeyId.Value, issued.Session.SecretAccessKey, World.Start), AuthenticationExpectation.Any, CancellationToken.None);

        Assert.Equal("arn:aws:iam::111122223333:user/relaxed", unknown.Caller?.Principal.Arn);
        Assert.Equal(SignatureFailure.Mismatch, wrong.Refusal?.Signature.Failure);
        Assert.Equal(AuthenticationFailure.MissingSessionToken, without.Refusal?.Failure);
    }

    private static async Task<IssuedSession> SessionAsync(World world) =>
        await world.IssueAsync(World.Wish(await world.CallerAsync(World.AliceKey)));

    private static async Task<AuthenticationResult> AskAsync(
        World world, string accessKeyId, DateTimeOffset? at = null, string? token = null, bool isWrong = false) =>
        await world.Authenticator.AuthenticateAsync(
            SignedRequests.Get(accessKeyId, World.SecretOf(accessKeyId), at ?? world.Clock.GetUtcNow(), token, isWrong),
            AuthenticationExpectation.Any, CancellationToken.None);

    private static async Task<AuthenticationResult> AskAsync(World world, IssuedSession issued, string? token = null, bool isWrong = false) =>
        await world.Authenticator.AuthenticateAsync(
            SignedRequests.Get(
                issued.Session.AccessKeyId.Value, issued.Session.SecretAccessKey, world.Clock.GetUtcNow(), token ?? issued.SessionToken, isWrong),
            AuthenticationExpectation.Any, CancellationToken.None);
}
