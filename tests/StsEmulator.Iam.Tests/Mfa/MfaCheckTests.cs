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

    private static async Task<(World World, MfaCheck Mfa, User Bob)> CreateAsync()
    {
        var world = await World.CreateAsync();
        return (world, new MfaCheck(world.Stores.OneTime, world.Clock), world.Directory.Current.Find(World.Home)!.FindUser("bob")!);
    }

    private static async Task<MfaOutcome> CheckAsync(MfaCheck mfa, User? user, string? serialNumber, string? code) =>
        await mfa.CheckAsync(user, serialNumber, code, CancellationToken.None);
}
