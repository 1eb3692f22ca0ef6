using StsEmulator.Iam.Mfa;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

public sealed class SwitchRoleTests : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_person_switches_to_a_role_and_back()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");

        var role = await visitor.FollowAsync(await visitor.SwitchAsync("deploy", "Deployment", "dev"));
        var back = await visitor.FollowAsync(await visitor.SubmitAsync(role, "/signin/switch-back"));
        var again = await visitor.FollowAsync(await visitor.SubmitAsync(back, "/signin/switch-role"));

        Assert.Contains("assumed-role/deploy/bob", role.Text, StringComparison.Ordinal);
        Assert.Contains("<h1>Deployment</h1>", role.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("assumed-role", back.Text, StringComparison.Ordinal);
        Assert.Contains("Switch to Deployment", back.Text, StringComparison.Ordinal);
        Assert.Contains("assumed-role/deploy/bob", again.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("carol", "deploy"), InlineData("bob", "guarded"), InlineData("bob", "unknown"), InlineData("bob", "saml-one")]
    public async Task Who_may_not_assume_the_role_does_not_switch(string user, string role)
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync(user);

        var answer = await visitor.SwitchAsync(role);

        Assert.Equal((200, null), (answer.Status, answer.Location));
        Assert.Contains("You cannot switch to this role.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("You are signed in", (await visitor.HomeAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_asks_for_MFA_admits_who_signed_in_with_it()
    {
        using Visitor visitor = new(host);
        var asked = await visitor.SignInAsync("alice");
        await visitor.SubmitAsync(asked, "/signin", ("code", TimeBasedCode.Compute(ConsoleHost.MfaSeed, World.Start)!));

        var page = await visitor.FollowAsync(await visitor.SwitchAsync("guarded"));

        Assert.Contains("assumed-role/guarded/alice", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_role_session_has_ended_the_person_is_itself_again()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");
        await visitor.SwitchAsync("deploy");

        host.World.Machine.Advance(TimeSpan.FromHours(1));
        var page = await visitor.HomeAsync();

        Assert.Contains("The session of the role you switched to has ended.", page.Text, StringComparison.Ordinal);
        Assert.Contains("user/bob", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_role_survives_signing_in()
    {
        using Visitor visitor = new(host);
        var toSignIn = await visitor.GetAsync("/signin/switch-role?account=dev&roleName=deploy&displayName=D");

        var form = await visitor.FollowAsync(await visitor.SignInAsync("bob", url: toSignIn.Location!));

        Assert.Contains("name=\"roleName\" type=\"text\" value=\"deploy\"", form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_roles_are_remembered_each_once_and_for_nobody_else()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");
        for (int i = 0; i < 4; i++)
            await visitor.SwitchAsync("deploy", $"Role {i}", i % 2 == 0 ? "dev" : "123456789012");
        var mine = await visitor.HomeAsync();
        await visitor.SubmitAsync(await visitor.GetAsync("/signin/sign-out"), "/signin/sign-out", ("answer", "leave"));

        var others = await visitor.FollowAsync(await visitor.SignInAsync("carol"));

        Assert.Equal([true, true, false, false], new[] { 3, 2, 1, 0 }.Select(i => mine.Text.Contains($"Switch to Role {i}", StringComparison.Ordinal)));
        Assert.DoesNotContain("Switch to Role", others.Text, StringComparison.Ordinal);
    }
}
