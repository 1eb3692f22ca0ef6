using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.IdentityProvider.ConsoleSignIn;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

public sealed class RoleHistoryTests
{
    [Theory, InlineData(10), InlineData(570)]
    public async Task It_holds_five_roles_or_as_many_as_a_cookie_carries(int length)
    {
        World world = new();
        RoleHistory history = new((await world.ReplicaAsync()).Seal);
        CookieJar jar = new();
        var principal = Principal.Root("aws", AccountId.Parse("123456789012"));

        for (int i = 0; i < 7; i++)
        {
            var context = jar.Request();
            await history.AddAsync(context, principal, new RecentRole("dev", $"{i}{new string('x', length)}", new string('d', 64)), CancellationToken.None);
            jar.Take(context);
        }
        var roles = await history.ReadAsync(jar.Request(), principal, CancellationToken.None);

        Assert.InRange(roles.Count, 3, RoleHistory.Capacity);
        Assert.Equal('6', roles[0].RoleName[0]);
        Assert.All(jar.Cookies, cookie => Assert.InRange(cookie.Value.Length, 1, 4000));
    }
}
