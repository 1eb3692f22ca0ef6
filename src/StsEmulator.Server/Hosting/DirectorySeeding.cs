using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Hosting;

/// <summary>Opens the store with the seed: the first replica writes it, later ones adopt what stands.</summary>
internal static class DirectorySeeding
{
    /// <summary>Null when the store was written from another seed.</summary>
    public static async ValueTask<OpenedState?> OpenAsync(
        ServerOptions options, Seed seed, EmulatorClock clock, IRandomSource random, CancellationToken cancellationToken)
    {
        var stores = await StoreFactory.OpenAsync(options.Store, clock, cancellationToken);
        if (await stores.Directory.OpenAsync(seed.Fingerprint, seed.Entities, options.Reseed, cancellationToken) is not { } records)
            return null;
        var directory = new LiveDirectory(stores.Directory);
        directory.Adopt(records);
        clock.Offset = records.Marks.ClockOffset;
        return new OpenedState(clock, random, stores, directory);
    }
}
