using System.Globalization;
using System.Net;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.Tests.Browser;

public sealed class PasswordLimiterTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    private readonly World world = new();

    [Fact]
    public async Task Wrong_attempts_for_a_user_end_at_the_limit_over_all_replicas_and_addresses()
    {
        Replica[] replicas = [await world.ReplicaAsync(), await world.ReplicaAsync()];
        for (int i = 0; i < PasswordLimiter.AttemptsPerUser; i++)
            Assert.NotNull(await TryAsync(replicas[i % 2], "ada", new IPAddress(i)));

        Assert.Null(await TryAsync(replicas[0], "ada", Address));
        Assert.NotNull(await TryAsync(replicas[0], "grace", Address));
    }

    [Fact]
    public async Task Wrong_attempts_from_an_address_end_at_the_limit_whoever_the_user()
    {
        var replica = await world.ReplicaAsync();
        for (int i = 0; i < PasswordLimiter.AttemptsPerAddress; i++)
            Assert.NotNull(await TryAsync(replica, i.ToString(CultureInfo.InvariantCulture), Address));

        Assert.Null(await TryAsync(replica, "ada", Address));
        Assert.NotNull(await TryAsync(replica, "ada", IPAddress.Loopback));
    }

    [Fact]
    public async Task Right_attempts_do_not_count()
    {
        var replica = await world.ReplicaAsync();

        for (int i = 0; i < PasswordLimiter.AttemptsPerAddress + 1; i++)
        {
            var attempt = await TryAsync(replica, "ada", Address);
            Assert.NotNull(attempt);
            await attempt.SucceedAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Wrong_attempts_are_forgotten_when_the_window_has_passed_on_the_machine_clock()
    {
        var replica = await world.ReplicaAsync();
        for (int i = 0; i < PasswordLimiter.AttemptsPerUser; i++)
            await TryAsync(replica, "ada", Address);
        world.Clock.Offset = TimeSpan.FromDays(1);
        Assert.Null(await TryAsync(replica, "ada", Address));

        world.Machine.Advance(PasswordLimiter.Window);

        Assert.NotNull(await TryAsync(replica, "ada", Address));
    }

    [Fact]
    public async Task A_user_who_is_locked_out_does_not_use_up_the_address()
    {
        var replica = await world.ReplicaAsync();

        for (int i = 0; i < PasswordLimiter.AttemptsPerAddress * 2; i++)
            await TryAsync(replica, "ada", Address);

        Assert.NotNull(await TryAsync(replica, "grace", Address));
    }

    private static ValueTask<PasswordAttempt?> TryAsync(Replica replica, string user, IPAddress address) =>
        replica.Limiter.TryBeginAsync(SignInRealm.IdentityProvider, user, address, CancellationToken.None);
}
