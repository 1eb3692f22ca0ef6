using Microsoft.Extensions.Time.Testing;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.IdentityProvider.Tests;

/// <summary>What replicas have in common: the clock, the store and one account.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private int replicas;

    public World()
    {
        Clock = new EmulatorClock(Machine);
        Stores = MemoryStore.Create(Clock);
    }

    public FakeTimeProvider Machine { get; } = new(Start);

    public EmulatorClock Clock { get; }

    public StateStores Stores { get; }

    public async Task<Replica> ReplicaAsync()
    {
        DirectoryEntity[] seed = [new Account { AccountId = AccountId.Parse("123456789012"), IsDefault = true }];
        var directory = new LiveDirectory(Stores.Directory);
        directory.Adopt((await Stores.Directory.OpenAsync("seed", seed, reseed: false, CancellationToken.None))!);
        return new Replica(this, directory, new IdentifierGenerator(new SeededRandom(++replicas)));
    }

    public int NextSeed() => 1000 + Interlocked.Increment(ref replicas);

    /// <summary>What <c>POST /_sts/reset</c> does to the store.</summary>
    public async Task ResetAsync(Replica replica) => replica.Directory.Adopt(await Stores.Directory.ResetAsync([], CancellationToken.None));
}
