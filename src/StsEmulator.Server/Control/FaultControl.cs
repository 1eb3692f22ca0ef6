using System.Text.Json;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Faults;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Lets requests to the metadata listener of this process go wrong on demand.</summary>
internal sealed class FaultControl(FaultPlan plan, EmulatorClock clock)
{
    public async ValueTask<ControlAnswer> AddAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        SeedProblems problems = new();
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        var rule = SeedJson.Read(body, problems) is { } node ? new FaultReader(problems, clock.GetUtcNow()).Read(node) : null;
        if (rule is null)
            return ControlAnswer.Invalid(SeedJson.Describe(problems));
        return plan.Add(rule) is { } fault
            ? ControlAnswer.Created(writer => Write(writer, fault))
            : ControlAnswer.Conflict($"There are {FaultPlan.MaximumCount} faults already.");
    }

    public ValueTask<ControlAnswer> ListAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Faults"u8);
            foreach (var fault in plan.List())
                Write(writer, fault);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    public ValueTask<ControlAnswer> DeleteAsync(ControlRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(plan.Remove(request.Tail) ? ControlAnswer.NoContent : ControlAnswer.NotFound("There is no fault with this id."));

    public ValueTask<ControlAnswer> ClearAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        plan.Clear();
        return ValueTask.FromResult(ControlAnswer.NoContent);
    }

    private static void Write(Utf8JsonWriter writer, Fault fault)
    {
        var rule = fault.Rule;
        writer.WriteStartObject();
        writer.WriteString("Id"u8, fault.Id);
        writer.WriteString("Path"u8, rule.Path);
        if (rule.Method is { } method)
            writer.WriteString("Method"u8, method);
        if (rule.InstanceId is { } instance)
            writer.WriteString("Instance"u8, instance);
        if (rule.Times is { } times)
        {
            writer.WriteNumber("Times"u8, times);
            writer.WriteNumber("Remaining"u8, fault.Remaining ?? times);
        }
        if (rule.Until is { } until)
            writer.WriteString("Until"u8, IsoInstant.Format(until));
        Write(writer, rule.Effect);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FaultEffect effect)
    {
        switch (effect)
        {
            case FaultEffect.Status status:
                writer.WriteNumber("Status"u8, status.Code);
                break;
            case FaultEffect.Delay delay:
                writer.WriteString("Delay"u8, IsoDuration.Format(delay.Time));
                break;
            case FaultEffect.Body body:
                writer.WriteString("Body"u8, body.Damage.ToString().ToLowerInvariant());
                break;
            case FaultEffect.Drop:
                writer.WriteBoolean("Drop"u8, true);
                break;
            case FaultEffect.RefuseTokens:
                writer.WriteBoolean("RefuseTokens"u8, true);
                break;
            case FaultEffect.Credentials credentials when credentials.ExpiresIn < TimeSpan.Zero:
                writer.WriteString("Credentials"u8, "expired"u8);
                break;
            case FaultEffect.Credentials credentials:
                writer.WriteString("Credentials"u8, "expiring"u8);
                writer.WriteString("ExpiresIn"u8, IsoDuration.Format(credentials.ExpiresIn));
                break;
        }
    }
}
