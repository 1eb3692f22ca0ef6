using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Server.Seeds.Aemm;

/// <summary>
/// A configuration file of amazon-ec2-metadata-mock, read as a seed: its values become properties of an instance, its role a real one
/// that trusts EC2, its mocked events notices. Fixed credentials and signatures are not taken over: real ones stand there.
/// </summary>
internal sealed class AemmConfig
{
    private static readonly string[] Sections =
        ["metadata", "dynamic", "userdata", "spot", "events", "imdsv2", "mock-delay-sec", "mock-trigger-time", "asg-termination-delay-sec", "rebalance-delay-sec"];

    /// <summary>How long before a spot instance ends it is told.</summary>
    private static readonly TimeSpan SpotNotice = TimeSpan.FromMinutes(2);

    /// <summary>The longest delay in seconds, a year, as for events of the control API.</summary>
    private const int MaximumDelaySeconds = 365 * 24 * 60 * 60;

    private readonly JsonObject root;
    private readonly DateTimeOffset now;

    private AemmConfig(JsonObject root, DateTimeOffset now)
    {
        this.root = root;
        this.now = now;
        Instance = new AemmInstance(Values("metadata"), Values("dynamic"), Values("userdata"), root["imdsv2"] is JsonValue v2 && v2.ToString() == "true");
    }

    public AemmInstance Instance { get; }

    /// <summary>Reads a file that is JSON and has a section of that tool; false for every other, which is a seed of our own form.</summary>
    public static bool TryRead(string text, DateTimeOffset now, [NotNullWhen(true)] out AemmConfig? config)
    {
        config = null;
        // A seed may be JSON too; its sections begin with capitals.
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return false;
        try
        {
            // A large seed is not worth a tree of its own to find that out.
            if (!HasSection(Encoding.UTF8.GetBytes(text)) || JsonNode.Parse(text) is not JsonObject root)
                return false;
            config = new AemmConfig(root, now);
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or InvalidOperationException)
        {
            // Whoever reads it as YAML says what is wrong with it.
            return false;
        }
    }

    private static bool HasSection(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Sections.Contains(reader.GetString(), StringComparer.Ordinal))
                return true;
            reader.Skip();
        }
        return false;
    }

    /// <summary>Gives the notices that the sections <c>spot</c> and <c>events</c> and the delays ask for, counted from now.</summary>
    public InstanceNotices Notices(SeedProblems problems, SeedPlace place)
    {
        var served = Served("mock", problems, place);
        var notices = InstanceNotices.None;
        if (root["spot"] is JsonObject spot)
        {
            string action = Text(spot, "action") ?? "terminate";
            if (action is not ("terminate" or "stop" or "hibernate"))
                problems.Add(place, $"spot.action: `{action}` is not terminate, stop or hibernate");
            var rebalance = Served("rebalance", problems, place);
            notices = notices with
            {
                Spot = new SpotInterruption(action, Time(spot, "time", problems, place) ?? served + SpotNotice, served),
                Rebalance = new RebalanceRecommendation(Time(spot, "rebalance-rec-time", problems, place) ?? rebalance, rebalance),
            };
        }
        if (root["events"] is JsonObject events)
            notices = notices with { Maintenance = [Maintenance(events, served, problems, place)] };
        if (root.ContainsKey("asg-termination-delay-sec") || root.ContainsKey("asg-termination-trigger-time"))
        {
            notices = notices with
            {
                Lifecycle = [new TargetLifecycleState("InService", now), new TargetLifecycleState("Terminated", Served("asg-termination", problems, place))],
            };
        }
        return notices;
    }

    private ScheduledMaintenance Maintenance(JsonObject events, DateTimeOffset served, SeedProblems problems, SeedPlace place)
    {
        string code = Text(events, "code") ?? "system-reboot", state = Text(events, "state") ?? "active";
        if (code is not ("instance-reboot" or "system-reboot" or "system-maintenance" or "instance-retirement" or "instance-stop"))
            problems.Add(place, $"events.code: `{code}` is no code of scheduled maintenance");
        if (state is not ("active" or "completed" or "canceled"))
            problems.Add(place, $"events.state: `{state}` is not active, completed or canceled");
        var start = Time(events, "not-before", problems, place) ?? served;
        return new ScheduledMaintenance(
            AemmInstance.Text(Values("metadata"), "event-id") ?? "instance-event-1234567890abcdef0", code, $"The instance is scheduled for {code}", state, start,
            Time(events, "not-after", problems, place) ?? start + TimeSpan.FromDays(7),
            Time(events, "not-before-deadline", problems, place) ?? start + TimeSpan.FromDays(9), served);
    }

    /// <summary>A trigger time beats a delay.</summary>
    private DateTimeOffset Served(string prefix, SeedProblems problems, SeedPlace place)
    {
        if (Time(root, $"{prefix}-trigger-time", problems, place) is { } trigger)
            return trigger;
        if (Text(root, $"{prefix}-delay-sec") is not { } text)
            return now;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= MaximumDelaySeconds)
            return now + TimeSpan.FromSeconds(seconds);
        problems.Add(place, $"{prefix}-delay-sec: expected a number of seconds from 0 to {MaximumDelaySeconds}");
        return now;
    }

    private static DateTimeOffset? Time(JsonObject section, string name, SeedProblems problems, SeedPlace place)
    {
        if (Text(section, name) is not { Length: > 0 } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time.ToUniversalTime();
        problems.Add(place, $"{name}: `{text}` is no time such as 2026-01-31T12:00:00Z");
        return null;
    }

    private JsonObject Values(string section) => root[section] is JsonObject found && found["values"] is JsonObject values ? values : [];

    private static string? Text(JsonObject section, string name) => AemmInstance.Text(section, name);
}
