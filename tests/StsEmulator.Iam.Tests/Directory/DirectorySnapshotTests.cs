using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class DirectorySnapshotTests
{
    [Fact]
    public async Task A_key_is_found_until_it_its_user_or_its_account_goes()
    {
        var world = await World.CreateAsync();
        var bob = world.Directory.Current.Find(World.Home)!.FindUser("bob")!;

        Assert.Equal("bob", Owner());
        await world.WriteAsync([bob with { AccessKeys = [] }], []);
        Assert.Null(Owner());
        await world.WriteAsync([bob], []);
        Assert.Equal("bob", Owner());
        await world.WriteAsync([], [bob.Key]);
        Assert.Null(Owner());
        await world.WriteAsync([bob], []);
        await world.WriteAsync([], [new EntityKey(World.Home, EntityKind.Account, "")]);
        Assert.Null(Owner());
        Assert.Null(world.Directory.Current.FindAccessKey(World.RootKey));

        string? Owner() => world.Directory.Current.FindAccessKey(World.BobKey)?.User?.UserName;
    }

    [Fact]
    public async Task An_older_snapshot_does_not_change()
    {
        var world = await World.CreateAsync();
        var before = world.Directory.Current;

        await world.WriteAsync([], [new EntityKey(World.Home, EntityKind.Role, "Worker")]);

        Assert.NotNull(before.Find(World.Home)!.FindRole("Worker"));
        Assert.Null(world.Directory.Current.Find(World.Home)!.FindRole("Worker"));
        Assert.Equal(before.Version + 1, world.Directory.Current.Version);
    }

    [Theory]
    [InlineData(World.Worker, true)]
    [InlineData("arn:aws:iam::111122223333:role/Worker", false)]
    [InlineData("arn:aws:iam::111122223333:role/app/worker", false)]
    [InlineData("arn:aws-cn:iam::111122223333:role/app/Worker", false)]
    [InlineData("arn:aws:sts::111122223333:role/app/Worker", false)]
    [InlineData("arn:aws:iam:us-east-1:111122223333:role/app/Worker", false)]
    [InlineData("arn:aws:iam::444455556666:role/app/Worker", false)]
    [InlineData("arn:aws:iam::x:role/app/Worker", false)]
    public async Task A_role_is_found_by_its_whole_arn(string text, bool isFound)
    {
        var world = await World.CreateAsync();
        Assert.True(Arn.TryParse(text, out var arn));

        Assert.Equal(isFound, world.Directory.Current.FindRole(arn) is not null);
    }

    [Fact]
    public async Task Names_compare_without_regard_to_case_and_ids_do_not()
    {
        var account = (await World.CreateAsync()).Directory.Current.Find(World.Home)!;

        Assert.NotNull(account.FindUser("ALICE"));
        Assert.NotNull(account.FindByUniqueId(World.AliceId));
        Assert.Null(account.FindByUniqueId(World.AliceId.ToLowerInvariant()));
    }

    [Fact]
    public async Task A_users_policies_are_its_own_and_its_groups_and_a_missing_one_denies()
    {
        var group = new Group
        {
            AccountId = World.Home,
            GroupName = "Team",
            GroupId = "AGPARTX3GSDSQTEAMTEAM",
            Policies = [new StoredPolicy("OfGroup", World.Anything)],
        };
        var world = await World.CreateAsync(group, World.User("bob", World.BobId, World.BobKey, World.Anything) with
        {
            Groups = ["Team", "Gone"],
            ManagedPolicyArns = ["arn:aws:iam::111122223333:policy/Gone"],
            PermissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess",
        });

        var policies = (await world.CallerAsync(World.BobKey)).Policies;

        Assert.Equal(["Policy0", "arn:aws:iam::111122223333:policy/Gone", "OfGroup"], policies.Identity.Select(policy => policy.Name));
        Assert.Equal(PolicyEffect.Deny, policies.Identity[1].Document.Statements[0].Effect);
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", policies.PermissionsBoundary!.Single().Name);
    }

    [Fact]
    public async Task Secrets_are_in_no_generated_text()
    {
        var account = (await World.CreateAsync()).Directory.Current.Find(World.Home)!;
        var bob = account.FindUser("bob")!;

        string text = $"{account.Account}{bob}{bob.AccessKeys[0]}{bob.MfaDevices[0]}";

        Assert.DoesNotContain(World.SecretOf(World.BobKey), text, StringComparison.Ordinal);
        Assert.DoesNotContain(World.SecretOf(World.RootKey), text, StringComparison.Ordinal);
        Assert.DoesNotContain(World.MfaSeed, text, StringComparison.Ordinal);
    }
}
