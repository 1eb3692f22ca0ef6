using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Verifier.Tests;

/// <summary>A session store that can be made unreachable, or held up until it is let go.</summary>
internal sealed class FailableSessionStore(ISessionStore inner) : ISessionStore
{
    public bool IsDown { get; set; }

    /// <summary>Gets or sets what look-ups wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    private int lookups;

    public int Lookups => Volatile.Read(ref lookups);

    public ValueTask<SessionSave> SaveAsync(Session session, CancellationToken cancellationToken) => inner.SaveAsync(session, cancellationToken);

    public async ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new StoreUnavailableException("down");
        Interlocked.Increment(ref lookups);
        await Gate.WaitAsync(cancellationToken);
        return await inner.FindAsync(accessKeyId, cancellationToken);
    }

    public ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken) => inner.RevokeAsync(accessKeyId, cancellationToken);

    public ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken) => inner.ListAsync(limit, cancellationToken);
}
