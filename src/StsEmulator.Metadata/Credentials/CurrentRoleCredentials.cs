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
/// The one current session of an instance and delivery version. Replicas agree on it in the store, under a name that holds the role's
/// unique id, the turn, and how often the turn's session had to be replaced; so a change of role, a rotation and a revocation each lead
/// to another name, and nothing is ever overwritten. Sessions of earlier turns stay valid until they expire.
/// </summary>
internal sealed class CurrentRoleCredentials(
    InstanceRoleAssumption assumption, ISessionStore sessions, ISharedValueStore values, EmulatorClock clock)
{
    /// <summary>How often revoked credentials are replaced within one turn of 5.5 hours before the instance is left without.</summary>
    private const int MaximumReplacements = 1000;

    /// <summary>Two for each instance there may be at a time. Instances come and go: beyond it all are read from the store again.</summary>
    private const int MaximumSlots = 2 * InstanceFleet.MaximumCount;

    // By id, so that an instance keeps its credentials when its settings change.
    private readonly ConcurrentDictionary<(string InstanceId, RoleDelivery Delivery), Slot> slots = new();

    public async ValueTask<RoleCredentials> GetAsync(
        SimulatedInstance instance, RoleDelivery delivery, AccountDirectory account, Role role, CancellationToken cancellationToken)
    {
        var slot = FindSlot(instance.InstanceId, delivery);
        if (await FindHeldAsync(slot, role, cancellationToken) is { } held)
            return held;

        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited here finds what the first one agreed on.
            return await FindHeldAsync(slot, role, cancellationToken)
                ?? await AgreeAsync(slot, instance, delivery, account, role, cancellationToken);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Issues a session for one answer alone, which ends when a fault wants it to; the current one stays as it is.</summary>
    public async ValueTask<RoleCredentials> IssueApartAsync(
        SimulatedInstance instance, RoleDelivery delivery, AccountDirectory account, Role role, TimeSpan life, CancellationToken cancellationToken)
    {
        var result = await assumption.AssumeAsync(instance, account, role, delivery, life, cancellationToken);
        if (!result.IsIssued)
            return Failure(result.Refusal, role);
        var session = result.Issued.Session;
        return RoleCredentials.Of(
            new StoredCredentials(
                session.AccessKeyId.Value, session.SecretAccessKey, result.Issued.SessionToken, session.IssuedAt, session.Expiration),
            account.Id);
    }

    private Slot FindSlot(string instanceId, RoleDelivery delivery)
    {
        if (slots.TryGetValue((instanceId, delivery), out var known))
            return known;
        if (slots.Count >= MaximumSlots)
            slots.Clear();
        return slots.GetOrAdd((instanceId, delivery), static _ => new Slot());
    }

    private async ValueTask<RoleCredentials?> FindHeldAsync(Slot slot, Role role, CancellationToken cancellationToken) =>
        slot.Held is { } held && held.RoleId == role.RoleId && held.Period.Contains(clock.GetUtcNow())
            && await IsAliveAsync(held.AccessKeyId, cancellationToken)
            ? held.Credentials
            : null;

    private async ValueTask<RoleCredentials> AgreeAsync(
        Slot slot, SimulatedInstance instance, RoleDelivery delivery, AccountDirectory account, Role role, CancellationToken cancellationToken)
    {
        string name = $"metadata/credentials/{instance.InstanceId}/{delivery}/{role.RoleId}";
        var period = await PeriodAsync(name, cancellationToken);
        for (int replacement = 0; replacement < MaximumReplacements; replacement++)
        {
            string key = $"{name}/{period.Number}/{replacement}";
            byte[]? stored = await values.FindAsync(key, cancellationToken);
            if (stored is null)
            {
                var result = await assumption.AssumeAsync(instance, account, role, delivery, InstanceRoleAssumption.Lifetime, cancellationToken);
                if (!result.IsIssued)
                    return Failure(result.Refusal, role);
                stored = await ProposeAsync(key, result.Issued, period, cancellationToken);
            }
            var credentials = JsonSerializer.Deserialize(stored, StoredCredentialsJson.Default.StoredCredentials)!;
            var accessKeyId = AccessKeyId.Parse(credentials.AccessKeyId);
            if (!await IsAliveAsync(accessKeyId, cancellationToken))
                continue;
            var held = new Held(role.RoleId, period, accessKeyId, RoleCredentials.Of(credentials, account.Id));
            slot.Held = held;
            return held.Credentials;
        }
        return RoleCredentials.Failed("Failed", "The credentials of this instance were revoked too often.", clock.GetUtcNow());
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
            new StoredCredentials(
                session.AccessKeyId.Value, session.SecretAccessKey, issued.SessionToken, session.IssuedAt, session.Expiration),
            StoredCredentialsJson.Default.StoredCredentials);
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

    /// <summary>Source: EC2 User Guide, "Troubleshoot IAM roles": the code for a trust policy that does not admit EC2.</summary>
    private RoleCredentials Failure(RoleAssumptionRefusal refusal, Role role) => refusal.Failure == RoleAssumptionFailure.NotAuthorized
        ? RoleCredentials.Failed(
            "AssumeRoleUnauthorizedAccess",
            $"EC2 cannot assume the role {role.RoleName}. Please see documentation at "
                + "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.",
            clock.GetUtcNow())
        : RoleCredentials.Failed("Failed", $"The role {role.RoleName} could not be assumed: {refusal.Failure}.", clock.GetUtcNow());

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

    private sealed record Held(string RoleId, RotationPeriod Period, AccessKeyId AccessKeyId, RoleCredentials Credentials);
}
