using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>The embedded store: everything in this process, gone with it.</summary>
public static class MemoryStore
{
    /// <summary>How many sessions are held at most unless said otherwise.</summary>
    public const int DefaultSessionCapacity = 1_000_000;

    public static StateStores Create(EmulatorClock clock, int sessionCapacity = DefaultSessionCapacity)
    {
        var marks = new MemoryMarkStore();
        var sessions = new MemorySessionStore(clock, marks, sessionCapacity);
        var expiring = new MemoryExpiringStore(clock);
        var lastUses = new MemoryLastUseStore();
        var directory = new MemoryDirectoryStore(marks, () =>
        {
            sessions.Clear();
            expiring.Clear();
            lastUses.Clear();
        });
        return new StateStores(sessions, directory, marks, expiring, expiring, lastUses, IsShared: false);
    }
}
