using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;

namespace StsEmulator.Iam.Tests.Mfa;

public sealed class MfaCheckTests
{
    [Fact]
    public async Task Serial_number_and_code_belong_together_and_to_the_user()
    {
        var (world, mfa, bob) = await CreateAsync();
        string code = TimeBasedCode.Compute(World.MfaSeed, World.Start)!;
        var alice = world.Directory.Current.Find(World.Home)!.FindUser("alice");

        Assert.Equal(MfaOutcome.NotGiven, await CheckAsync(mfa, bob, null, null));
        Assert.Equal(MfaOutcome.Incomplete, await CheckAsync(mfa, bob, World.MfaSerial, null));
        Assert.Equal(MfaOutcome.Incomplete, await CheckAsync(mfa, bob, null, code));
        Assert.Equal(MfaOutcome.UnknownDevice, await CheckAsync(mfa, alice, World.MfaSerial, code));
        Assert.Equal(MfaOutcome.UnknownDevice, await CheckAsync(mfa, null, World.MfaSerial, code));
        Assert.Equal(MfaOutcome.InvalidCode, await CheckAsync(mfa, bob, World.MfaSerial, code == "000000" ? "000001" : "000000"));
        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, bob, World.MfaSerial, code));
    }

    [Fact]
    public async Task A_code_works_once_and_the_next_one_again()
    {
        var (world, mfa, bob) = await CreateAsync();
        string code = TimeBasedCode.Compute(World.MfaSeed, World.Start)!;

        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, bob, World.MfaSerial, code));
        Assert.Equal(MfaOutcome.InvalidCode, await CheckAsync(mfa, bob, World.MfaSerial, code));
        world.Time.Advance(TimeBasedCode.Step);
        Assert.Equal(MfaOutcome.InvalidCode, await CheckAsync(mfa, bob, World.MfaSerial, code));
        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, bob, World.MfaSerial, TimeBasedCode.Compute(World.MfaSeed, world.Clock.GetUtcNow())!));
    }

    [Fact]
    public async Task Codes_of_either_clock_count()
    {
        var (world, mfa, bob) = await CreateAsync();
        world.Clock.Offset = TimeSpan.FromDays(300);

        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, bob, World.MfaSerial, TimeBasedCode.Compute(World.MfaSeed, World.Start)!));
        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, bob, World.MfaSerial, TimeBasedCode.Compute(World.MfaSeed, World.Start.AddDays(300))!));
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, null)]
    [InlineData(-2, 1, null)]
    [InlineData(10, 10, 10)]
    [InlineData(-10, 10, -10)]
    [InlineData(11, 10, null)]
    public async Task Two_codes_in_a_row_tell_how_far_a_device_is_ahead(int ahead, int tolerance, int? told)
    {
        var (_, mfa, bob) = await CreateAsync();
        string first = TimeBasedCode.Compute(World.MfaSeed, World.Start + ((ahead - 1) * TimeBasedCode.Step))!;
        string second = TimeBasedCode.Compute(World.MfaSeed, World.Start + (ahead * TimeBasedCode.Step))!;

        var found = await mfa.CheckPairAsync(bob.UserId, World.MfaSerial, World.MfaSeed, (first, second), tolerance, CancellationToken.None);
        var again = await mfa.CheckPairAsync(bob.UserId, World.MfaSerial, World.MfaSeed, (first, second), tolerance, CancellationToken.None);

        Assert.Equal(told, found);
        Assert.Null(again);
    }

    [Fact]
    public async Task The_codes_of_a_synchronised_device_are_those_of_its_own_clock()
    {
        var (_, mfa, bob) = await CreateAsync();
        var ahead = bob with { MfaDevices = [bob.MfaDevices[0] with { Drift = 5 }] };
        string now = TimeBasedCode.Compute(World.MfaSeed, World.Start)!;
        string later = TimeBasedCode.Compute(World.MfaSeed, World.Start + (5 * TimeBasedCode.Step))!;

        Assert.Equal(MfaOutcome.InvalidCode, await CheckAsync(mfa, ahead, World.MfaSerial, now));
        Assert.Equal(MfaOutcome.Valid, await CheckAsync(mfa, ahead, World.MfaSerial, later));
    }

    private static async Task<(World World, MfaCheck Mfa, User Bob)> CreateAsync()
    {
        var world = await World.CreateAsync();
        return (world, new MfaCheck(world.Stores.OneTime, world.Clock), world.Directory.Current.Find(World.Home)!.FindUser("bob")!);
    }

    private static async Task<MfaOutcome> CheckAsync(MfaCheck mfa, User? user, string? serialNumber, string? code) =>
        await mfa.CheckAsync(user, serialNumber, code, CancellationToken.None);
}
