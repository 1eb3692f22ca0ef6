using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Tests.Authorization;

/// <summary>What issued credentials may do, whatever the policies say.</summary>
public sealed class SessionLimitsTests
{
    [Theory]
    [InlineData("iam:GetUser", true, false, true, false)]
    [InlineData("sts:GetCallerIdentity", true, true, true, true)]
    [InlineData("sts:AssumeRole", true, true, true, false)]
    [InlineData("sts:GetSessionToken", false, false, false, false)]
    [InlineData("sts:GetFederationToken", false, false, false, false)]
    [InlineData("sts:getfederationtoken", false, false, false, false)]
    [InlineData("sts:DecodeAuthorizationMessage", true, false, false, false)]
    [InlineData("s3:GetObject", true, true, true, true)]
    public async Task Each_kind_of_session_has_its_own(string action, bool role, bool userWithoutMfa, bool userWithMfa, bool federated)
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);
        var issued = await new UserFederation(world.Issuer).FederateAsync(alice, "fred", TimeSpan.FromHours(1), World.Anything, [], [], CancellationToken.None);

        Assert.True(SessionLimits.Allow(alice, action));
        Assert.Equal(role, SessionLimits.Allow(await world.CallerAsync(await world.IssueAsync(World.Wish(alice))), action));
        Assert.Equal(userWithoutMfa, SessionLimits.Allow(await world.CallerAsync(await world.SessionTokenAsync(alice)), action));
        Assert.Equal(userWithMfa, SessionLimits.Allow(await world.CallerAsync(await world.SessionTokenAsync(alice, World.Start)), action));
        Assert.Equal(federated, SessionLimits.Allow(await world.CallerAsync(issued.Issued!), action));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(World.Anything, true)]
    public async Task A_federated_user_may_do_nothing_without_a_session_policy(string? policy, bool isAllowed)
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);
        var root = await world.CallerAsync(World.RootKey);
        var federation = new UserFederation(world.Issuer);
        var ofAlice = await federation.FederateAsync(alice, "fred", TimeSpan.FromHours(1), policy, [], [], CancellationToken.None);
        var ofRoot = await federation.FederateAsync(root, "fred", TimeSpan.FromHours(1), policy, [], [], CancellationToken.None);

        foreach (var issued in new[] { ofAlice, ofRoot })
        {
            var decision = CallerAuthorization.Decide(
                await world.CallerAsync(issued.Issued!), "s3:GetObject", "arn:aws:s3:::bucket/key", new ConditionContext());

            Assert.Equal(isAllowed, decision.IsAllowed);
        }
    }
}
