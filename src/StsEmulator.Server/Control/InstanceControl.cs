using System.Text.Json;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Shows and changes the simulated instances of this process, and tells them of their future.</summary>
internal sealed class InstanceControl(InstanceFleet fleet, LiveDirectory directory, IdentifierGenerator ids, EmulatorClock clock)
{
    private static readonly ControlAnswer NoSuchInstance = ControlAnswer.NotFound("There is no instance with this id.");

    public ValueTask<ControlAnswer> ListAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Instances"u8);
            foreach (var instance in fleet.All)
                InstanceJson.Write(writer, instance, includesUserData: false);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    public ValueTask<ControlAnswer> GetAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(fleet.Find(request.Tail) is { } instance ? ControlAnswer.Ok(Show(instance)) : NoSuchInstance);

    /// <summary>Creates an instance from the seed's object, or replaces all settings of one; its notices and credentials stay.</summary>
    public async ValueTask<ControlAnswer> PutAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        SeedProblems problems = new();
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        if (Read(body, request.Tail, problems) is not { } settings)
            return ControlAnswer.Invalid(SeedJson.Describe(problems));
        return fleet.Put(settings) switch
        {
            FleetChange.Full => ControlAnswer.Conflict($"There are {InstanceFleet.MaximumCount} instances already."),
            FleetChange.AddressTaken => ControlAnswer.Conflict($"Another instance has the address `{settings.PrivateIpAddress}`."),
            FleetChange.Created => ControlAnswer.Created(Show(new SimulatedInstance(settings))),
            _ => ControlAnswer.Ok(Show(fleet.Find(settings.InstanceId) ?? new SimulatedInstance(settings))),
        };
    }

    public ValueTask<ControlAnswer> DeleteAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(fleet.Remove(request.Tail) ? ControlAnswer.NoContent : NoSuchInstance);

    /// <summary>Adds an event; the answer shows the instance with all its events.</summary>
    public async ValueTask<ControlAnswer> AnnounceAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        SeedProblems problems = new();
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        var change = SeedJson.Read(body, problems) is { } node ? new InstanceEventReader(problems, ids, clock.GetUtcNow()).Read(node) : null;
        if (change is null || problems.Found.Count > 0)
            return ControlAnswer.Invalid(SeedJson.Describe(problems));
        bool isFull = false;
        var instance = fleet.Notify(request.Tail, notices =>
        {
            var changed = change(notices);
            isFull = changed.Maintenance.Count > InstanceNotices.MaximumCount || changed.Lifecycle.Count > InstanceNotices.MaximumCount;
            return isFull ? null : changed;
        });
        if (isFull)
            return ControlAnswer.Conflict($"An instance has at most {InstanceNotices.MaximumCount} events of a type.");
        return instance is null ? NoSuchInstance : ControlAnswer.Ok(Show(instance));
    }

    public ValueTask<ControlAnswer> WithdrawAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            fleet.Notify(request.Tail, static _ => InstanceNotices.None) is null ? NoSuchInstance : ControlAnswer.NoContent);

    private InstanceSettings? Read(ReadOnlyMemory<byte> body, string id, SeedProblems problems)
    {
        if (SeedJson.Read(body, problems) is not { } node)
            return null;
        if (node.Find("InstanceId") is not { Kind: not SeedNodeKind.Null } given)
        {
            node.Members.RemoveAll(member => member.Name == "InstanceId");
            node.Members.Add(("InstanceId", node.Place, new SeedNode(SeedNodeKind.Scalar, node.Place) { Text = id }));
        }
        else if (given.Text != id)
        {
            problems.Add(node.Place, $"InstanceId: the path says `{id}`");
        }
        SeedDraft draft = new(problems, ids, clock.GetUtcNow());
        new MetadataReader(draft).ReadInstance(node);
        draft.CheckAgainst(directory.Current);
        return problems.Found.Count > 0 ? null : draft.Instances[0];
    }

    private static Action<Utf8JsonWriter> Show(SimulatedInstance instance) => writer => InstanceJson.Write(writer, instance, includesUserData: true);
}
