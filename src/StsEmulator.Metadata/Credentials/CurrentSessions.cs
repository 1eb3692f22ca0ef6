using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>
/// The one current session of each holder of a role: of an instance and delivery version, of a task. Replicas agree on it in the store,
/// under a name that holds the role's unique id, the turn, and how often the turn's session had to be replaced; so a change of role, a
/// rotation and a revocation each lead to another name, and nothing is ever overwritten. Sessions of earlier turns stay valid until they
/// expire.
/// </summary>
/// <typeparam name="THolder">Who holds the role.</typeparam>
/// <typeparam name="TRole">What a role is: of the directory, or none of it.</typeparam>
/// <typeparam name="TAnswer">What is served, made once for each session.</typeparam>
internal abstract class CurrentSessions<THolder, TRole, TAnswer>(ISessionStore sessions, ISharedValueStore values, EmulatorClock clock)
    where THolder : notnull
    where TAnswer : class
{
    /// <summary>How often revoked credentials are replaced within one turn of 5.5 hours before the holder is left without.</summary>
    private const int MaximumReplacements = 1000;

    /// <summary>Two for each instance there may be at a time. Instances come and go: beyond it all are read from the store again.</summary>
    private const int MaximumSlots = 2 * InstanceFleet.MaximumCount;

    private readonly ConcurrentDictionary<THolder, Slot> slots = new();

    public async ValueTask<TAnswer> GetAsync(THolder holder, AccountDirectory account, TRole role, CancellationToken cancellationToken)
    {
        var slot = FindSlot(holder);
        if (await FindHeldAsync(slot, role, cancellationToken) is { } held)
            return held;

        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited here finds what the first one agreed on.
            return await FindHeldAsync(slot, role, cancellationToken)
                ?? await AgreeAsync(slot, holder, account, role, cancellationToken);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Issues a session for one answer alone, which ends when a fault wants it to; the current one stays as it is.</summary>
    /// <param name="life">How long the session lives; negative for one that has expired.</param>
    public async ValueTask<TAnswer> IssueApartAsync(
        THolder holder, AccountDirectory account, TRole role, TimeSpan life, CancellationToken cancellationToken)
    {
        var result = await AssumeAsync(holder, account, role, life, cancellationToken);
        return result.IsIssued ? Success(StoredCredentials.Of(result.Issued), account, role) : Refused(result.Refusal, role);
    }

    /// <summary>Gives the unique id of the role, with which its sessions end.</summary>
    protected abstract string IdOf(TRole role);

    /// <summary>Names the holder among all that keep values in the store.</summary>
    protected abstract string NameOf(THolder holder);

    protected abstract ValueTask<RoleAssumptionResult> AssumeAsync(
        THolder holder, AccountDirectory account, TRole role, TimeSpan life, CancellationToken cancellationToken);

    protected abstract TAnswer Success(StoredCredentials credentials, AccountDirectory account, TRole role);

    protected abstract TAnswer Refused(RoleAssumptionRefusal refusal, TRole role);

    /// <summary>The answer when the credentials were revoked <see cref="MaximumReplacements"/> times within a turn.</summary>
    protected abstract TAnswer Exhausted(TRole role);

    private Slot FindSlot(THolder holder)
    {
        if (slots.TryGetValue(holder, out var known))
            return known;
        if (slots.Count >= MaximumSlots)
            slots.Clear();
        return slots.GetOrAdd(holder, static _ => new Slot());
    }

    private async ValueTask<TAnswer?> FindHeldAsync(Slot slot, TRole role, CancellationToken cancellationToken) =>
        slot.Held is { } held && held.RoleId == IdOf(role) && held.Period.Contains(clock.GetUtcNow())
            && await IsAliveAsync(held.AccessKeyId, cancellationToken)
            ? held.Answer
            : null;

    private async ValueTask<TAnswer> AgreeAsync(
        Slot slot, THolder holder, AccountDirectory account, TRole role, CancellationToken cancellationToken)
    {
        string name = $"metadata/credentials/{NameOf(holder)}/{IdOf(role)}";
        var period = await PeriodAsync(name, cancellationToken);
        for (int replacement = 0; replacement < MaximumReplacements; replacement++)
        {
            string key = $"{name}/{period.Number}/{replacement}";
            byte[]? stored = await values.FindAsync(key, cancellationToken);
            if (stored is null)
            {
                var result = await AssumeAsync(holder, account, role, InstanceRoleAssumption.Lifetime, cancellationToken);
                if (!result.IsIssued)
                    return Refused(result.Refusal, role);
                stored = await ProposeAsync(key, result.Issued, period, cancellationToken);
            }
            var credentials = JsonSerializer.Deserialize(stored, StoredCredentialsJson.Default.StoredCredentials)!;
            var accessKeyId = AccessKeyId.Parse(credentials.AccessKeyId);
            if (!await IsAliveAsync(accessKeyId, cancellationToken))
                continue;
            var held = new Held(IdOf(role), period, accessKeyId, Success(credentials, account, role));
            slot.Held = held;
            return held.Answer;
        }
        return Exhausted(role);
    }

    private async ValueTask<RotationPeriod> PeriodAsync(string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        byte[] candidate = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(candidate, now.UtcTicks);
        byte[] first = await values.GetOrAddAsync(name, candidate, lifetime: null, cancellationToken);
        return RotationPeriod.At(now, new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(first), TimeSpan.Zero));
    }

    /// <summary>Offers a new session for the name; where another replica was first, its session holds and ours is revoked unseen.</summary>
    private async ValueTask<byte[]> ProposeAsync(
        string key, IssuedSession issued, RotationPeriod period, CancellationToken cancellationToken)
    {
        var session = issued.Session;
        byte[] candidate = JsonSerializer.SerializeToUtf8Bytes(
            StoredCredentials.Of(issued), StoredCredentialsJson.Default.StoredCredentials);
        // Long enough for the turn to end on every replica, whose clocks agree within a second.
        var lifetime = period.End - session.IssuedAt + TimeSpan.FromMinutes(1);
        byte[] agreed = await values.GetOrAddAsync(key, candidate, lifetime, cancellationToken);
        if (!agreed.AsSpan().SequenceEqual(candidate))
            await sessions.RevokeAsync(session.AccessKeyId, cancellationToken);
        return agreed;
    }

    private ValueTask<bool> IsAliveAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        var reading = sessions.FindAsync(accessKeyId, cancellationToken);
        return reading.IsCompletedSuccessfully ? ValueTask.FromResult(IsAlive(reading.Result.Session)) : AwaitAsync(reading);

        static async ValueTask<bool> AwaitAsync(ValueTask<SessionLookup> reading) => IsAlive((await reading).Session);
        static bool IsAlive(Session? session) => session is { IsRevoked: false };
    }

    private sealed class Slot
    {
        private volatile Held? held;

        /// <summary>Gets the gate that lets one request at a time agree with the store.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Held? Held
        {
            get => held;
            set => held = value;
        }
    }

    private sealed record Held(string RoleId, RotationPeriod Period, AccessKeyId AccessKeyId, TAnswer Answer);
}
