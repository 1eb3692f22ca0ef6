using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.Redis;

namespace StsEmulator.Server.Hosting;

/// <summary>Opens the store that <c>--store</c> names.</summary>
internal static class StoreFactory
{
    /// <summary>Says what is wrong with a store option; null when it can be opened. The value itself may hold a password and is not shown.</summary>
    public static string? Check(string store) => store switch
    {
        "memory" => null,
        _ when RedisStoreOptions.TryParse(store, out _) => null,
        _ when Scheme(store) is "redis" or "rediss" => "--store: not a Redis URL; write `redis://HOST:PORT[,HOST:PORT...]`",
        _ when Scheme(store) is "file" => "--store: this build has no `file:` store; use `memory` or `redis://HOST:PORT`",
        _ => "--store: unknown store; use `memory`, `file:DIR` or `redis://HOST:PORT[,HOST:PORT...]`",
    };

    /// <summary>The name of the store in the banner and in health answers: no hosts, no passwords.</summary>
    public static string Describe(string store) => Scheme(store);

    /// <summary>Connects. An unreachable store throws <see cref="StoreUnavailableException"/>.</summary>
    public static async ValueTask<StateStores> OpenAsync(string store, EmulatorClock clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (store == "memory")
            return MemoryStore.Create(clock);
        // The connection lives as long as the process.
        return RedisStoreOptions.TryParse(store, out var redis)
            ? (await RedisStore.ConnectAsync(redis, clock)).Stores
            : throw new InvalidOperationException("The store was checked before it is opened.");
    }

    private static string Scheme(string store) => store.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? store[..colon] : store;
}
