using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Instances;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Reads an event of an instance and tells what it makes of the instance's notices.</summary>
internal sealed class InstanceEventReader(SeedProblems problems, IdentifierGenerator ids, DateTimeOffset now)
{
    /// <summary>How long an event may stay unserved.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(365);

    /// <summary>How far ahead an interruption is told. Source: EC2 User Guide, "Spot Instance interruption notices".</summary>
    private static readonly TimeSpan SpotWarning = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(7), UsualDeadline = TimeSpan.FromDays(9);

    private static readonly string[] Types = ["spot-interruption", "rebalance-recommendation", "scheduled-maintenance", "lifecycle-state"];

    private static readonly TextRule EventId = TextRule.Name with { Meaning = "an event id of visible ASCII characters", Maximum = 64 };

    /// <returns>The change; meaningless when there are problems.</returns>
    public Func<InstanceNotices, InstanceNotices> Read(SeedNode node)
    {
        string? type = node.Find("Type")?.Text;
        switch (type)
        {
            case "spot-interruption":
                return ReadSpot(new SeedElement(node, problems, "Type", "Action", "Time", "Delay"));
            case "rebalance-recommendation":
                return ReadRebalance(new SeedElement(node, problems, "Type", "NoticeTime", "Delay"));
            case "scheduled-maintenance":
                return ReadMaintenance(new SeedElement(
                    node, problems, "Type", "Code", "State", "EventId", "Description", "NotBefore", "NotAfter", "NotBeforeDeadline", "Delay"));
            case "lifecycle-state":
                return ReadLifecycle(new SeedElement(node, problems, "Type", "State", "Delay"));
            default:
                problems.Add(node.Place, $"Type: expected {string.Join(" or ", Types)}");
                return static notices => notices;
        }
    }

    private Func<InstanceNotices, InstanceNotices> ReadSpot(SeedElement element)
    {
        var from = ServedFrom(element);
        SpotInterruption spot = new(element.Word("Action", "terminate", "stop", "hibernate"), element.Instant("Time") ?? from + SpotWarning, from);
        return notices => notices with { Spot = spot };
    }

    private Func<InstanceNotices, InstanceNotices> ReadRebalance(SeedElement element)
    {
        var from = ServedFrom(element);
        RebalanceRecommendation rebalance = new(element.Instant("NoticeTime") ?? from, from);
        return notices => notices with { Rebalance = rebalance };
    }

    private Func<InstanceNotices, InstanceNotices> ReadMaintenance(SeedElement element)
    {
        var from = ServedFrom(element);
        string code = element.Word(
            "Code", "system-reboot", "instance-reboot", "system-maintenance", "instance-retirement", "instance-stop");
        var notBefore = element.Instant("NotBefore") ?? from;
        ScheduledMaintenance maintenance = new(
            element.Text("EventId", EventId) ?? "instance-event-0" + Convert.ToHexStringLower(ids.Key(8)),
            code,
            element.Text("Description", TextRule.Description) ?? $"The instance is scheduled for {code}",
            element.Word("State", "active", "completed", "canceled"),
            notBefore,
            element.Instant("NotAfter") ?? notBefore + UsualWindow,
            element.Instant("NotBeforeDeadline") ?? notBefore + UsualDeadline,
            from);
        if (maintenance.NotAfter < notBefore)
            element.Report("NotAfter", "expected an instant not before `NotBefore`");
        if (maintenance.NotBeforeDeadline < notBefore)
            element.Report("NotBeforeDeadline", "expected an instant not before `NotBefore`");
        return notices => notices.With(maintenance);
    }

    private Func<InstanceNotices, InstanceNotices> ReadLifecycle(SeedElement element)
    {
        if (element.Find("State") is null)
            problems.Add(element.Place, "`State` is missing");
        string state = element.Word(
            "State", "InService", "Standby", "Terminated", "Detached", "Warmed:Stopped", "Warmed:Running", "Warmed:Hibernated", "Warmed:Terminated");
        TargetLifecycleState target = new(state, ServedFrom(element));
        return notices => notices.With(target, now);
    }

    private DateTimeOffset ServedFrom(SeedElement element) =>
        now + (element.Duration("Delay", TimeSpan.Zero, LongestDelay) ?? TimeSpan.Zero);
}
