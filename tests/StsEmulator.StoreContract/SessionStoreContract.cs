using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>What <see cref="Iam.Storage.ISessionStore"/> promises.</summary>
public abstract class SessionStoreContract : StoreContractTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_session_is_found_as_it_was_saved()
    {
        var session = New(1, facts: new SessionFacts
        {
            MfaAuthenticatedAt = Store.Clock.GetUtcNow(),
            Policies = [new StoredPolicy("Policy", """{"Statement":[]}""")],
            Tags = [new Tag("team", "blå 🚀")],
            TransitiveTagKeys = ["team"],
            SourceIdentity = "alice",
            FederatedProvider = "arn:aws:iam::123456789012:saml-provider/corp",
            Context = new Dictionary<string, IReadOnlyList<string>> { ["ec2:RoleDelivery"] = ["2.0"], ["idp.example:amr"] = ["pwd", "mfa"] },
        });

        var save = await Stores.Sessions.SaveAsync(session, Cancellation);

        Assert.Equal(SessionSave.Saved, save);
        Assert.Equal(Records.Text(session), Records.Text(await FindAsync(1)));
    }

    [Theory]
    [InlineData(SessionKind.Role)]
    [InlineData(SessionKind.SessionToken)]
    [InlineData(SessionKind.FederatedUser)]
    [InlineData(SessionKind.InstanceIdentity)]
    public async Task A_session_of_every_kind_is_found_as_who_it_was(SessionKind kind)
    {
        var session = New(1) with { Kind = kind };
        await SaveAsync(session);

        var found = await FindAsync(1);

        Assert.Equal(kind, found!.Kind);
        Assert.Equal(session.Principal, found.Principal);
    }

    [Fact]
    public async Task A_taken_key_is_refused_and_the_session_that_has_it_stays_as_it_is()
    {
        var first = New(1);
        await SaveAsync(first);

        var save = await Stores.Sessions.SaveAsync(first with { SecretAccessKey = "another" }, Cancellation);

        Assert.Equal(SessionSave.KeyTaken, save);
        Assert.Equal(Records.Text(first), Records.Text(await FindAsync(1)));
    }

    [Fact]
    public async Task Texts_of_any_length_come_back_whole()
    {
        var session = New(1) with
        {
            AccessKeyId = AccessKeyId.Parse(new string('A', AccessKeyId.MaximumLength)),
            SecretAccessKey = new string('s', 300),
            SessionName = new string('ü', 200),
        };
        await SaveAsync(session);

        var found = (await Stores.Sessions.FindAsync(session.AccessKeyId, Cancellation)).Session;

        Assert.Equal(Records.Text(session), Records.Text(found));
    }

    [Fact]
    public async Task An_unknown_key_has_marks_but_no_session()
    {
        await SaveAsync(New(1));

        var lookup = await Stores.Sessions.FindAsync(Records.SessionKey(2), Cancellation);

        Assert.Null(lookup.Session);
        Assert.Equal(await Stores.Marks.ReadAsync(Cancellation), lookup.Marks);
    }

    [Fact]
    public async Task A_look_up_brings_the_marks_of_that_moment()
    {
        await SaveAsync(New(1));
        var before = (await Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation)).Marks;
        await Stores.Directory.TryCommitAsync(before.Generation, Records.Write(2, Records.Role("other")), Cancellation);
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(5), Cancellation);

        var after = (await Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation)).Marks;

        Assert.Equal(before with { DirectoryVersion = 2, ClockOffset = TimeSpan.FromHours(5) }, after);
    }

    [Fact]
    public async Task A_revoked_session_is_found_revoked_and_otherwise_the_same()
    {
        var session = New(1);
        await SaveAsync(session);
        await SaveAsync(New(2));

        bool isKnown = await Stores.Sessions.RevokeAsync(session.AccessKeyId, Cancellation);

        Assert.True(isKnown);
        Assert.Equal(Records.Text(session with { IsRevoked = true }), Records.Text(await FindAsync(1)));
        Assert.False((await FindAsync(2))!.IsRevoked);
    }

    [Fact]
    public async Task Revoking_twice_is_fine_and_revoking_what_is_not_there_is_said()
    {
        await SaveAsync(New(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Stores.Sessions.RevokeAsync(Records.SessionKey(1), Cancellation).AsTask()));
        bool isKnown = await Stores.Sessions.RevokeAsync(Records.SessionKey(2), Cancellation);

        Assert.All(answers, Assert.True);
        Assert.False(isKnown);
        Assert.Null(await FindAsync(2));
    }

    [Fact]
    public async Task A_record_outlives_its_expiry_by_36_hours_and_no_more()
    {
        await SaveAsync(New(1));

        await Store.PassAsync(TimeSpan.FromHours(37) - Minute);
        var nearTheEnd = await FindAsync(1);
        await Store.PassAsync(2 * Minute);
        var past = await FindAsync(1);

        Assert.NotNull(nearTheEnd);
        Assert.Null(past);
        Assert.Empty(await Stores.Sessions.ListAsync(10, Cancellation));
        Assert.False(await Stores.Sessions.RevokeAsync(Records.SessionKey(1), Cancellation));
    }

    [Fact]
    public async Task Revocation_changes_nothing_about_how_long_a_record_is_kept()
    {
        await SaveAsync(New(1));
        await Store.PassAsync(TimeSpan.FromHours(36));
        await Stores.Sessions.RevokeAsync(Records.SessionKey(1), Cancellation);

        await Store.PassAsync(TimeSpan.FromHours(1) - Minute);
        var nearTheEnd = await FindAsync(1);
        await Store.PassAsync(2 * Minute);
        var past = await FindAsync(1);

        Assert.True(nearTheEnd?.IsRevoked);
        Assert.Null(past);
    }

    [Theory, InlineData(4000), InlineData(-4000)]
    public async Task Moving_the_emulator_clock_makes_no_record_vanish(int hours)
    {
        await SaveAsync(New(1));

        Store.Clock.Offset = TimeSpan.FromHours(hours);

        Assert.NotNull(await FindAsync(1));
        Assert.Single(await Stores.Sessions.ListAsync(10, Cancellation));
    }

    [Theory, InlineData(4000), InlineData(-4000)]
    public async Task A_session_issued_under_a_moved_clock_is_kept_as_long_as_any_other(int hours)
    {
        Store.Clock.Offset = TimeSpan.FromHours(hours);
        await SaveAsync(New(1));

        await Store.PassAsync(TimeSpan.FromHours(37) - Minute);
        var nearTheEnd = await FindAsync(1);
        await Store.PassAsync(2 * Minute);
        var past = await FindAsync(1);

        Assert.NotNull(nearTheEnd);
        Assert.Null(past);
    }

    [Theory, InlineData(0, new int[0]), InlineData(2, new[] { 3, 2 }), InlineData(3, new[] { 3, 2, 1 }), InlineData(4, new[] { 3, 2, 1 })]
    public async Task A_listing_has_the_newest_first_and_no_more_than_asked_for(int limit, int[] expected)
    {
        foreach (int number in new[] { 2, 3, 1 })
            await SaveAsync(Records.Session(number, Store.Clock.GetUtcNow().AddSeconds(number)));

        var listed = await Stores.Sessions.ListAsync(limit, Cancellation);

        Assert.Equal(expected.Select(Records.SessionKey), listed.Select(session => session.AccessKeyId));
    }

    [Fact]
    public async Task Sessions_end_with_their_generation()
    {
        await SaveAsync(New(1));

        await Stores.Directory.ResetAsync(Records.Seed, Cancellation);

        Assert.Null(await FindAsync(1));
        Assert.Empty(await Stores.Sessions.ListAsync(10, Cancellation));
        await SaveAsync(New(2));
        Assert.NotNull(await FindAsync(2));
    }

    private Session New(int number, SessionFacts? facts = null) => Records.Session(number, Store.Clock.GetUtcNow(), facts: facts);

    private async Task SaveAsync(Session session) => Assert.Equal(SessionSave.Saved, await Stores.Sessions.SaveAsync(session, Cancellation));

    private async Task<Session?> FindAsync(int number) => (await Stores.Sessions.FindAsync(Records.SessionKey(number), Cancellation)).Session;
}
