using System.Globalization;
using System.Text;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>What an instance is told about its future: each notice is there from its time on, and before it nothing is.</summary>
internal static class NoticeNodes
{
    public static MetadataDirectory Spot() => new()
    {
        { "instance-action", new ChangingLeaf(reader => Interruption(reader) is { } notice
            ? new ChangingText($$"""{"action":"{{notice.Action}}","time":"{{MetadataJson.Time(notice.Time)}}"}""", notice.ServedFrom)
            : null) },
        { "termination-time", new ChangingLeaf(reader => Interruption(reader) is { Action: "terminate" } notice
            ? new ChangingText(MetadataJson.Time(notice.Time), notice.ServedFrom)
            : null) },
    };

    public static MetadataDirectory Events() => new()
    {
        { "maintenance", new MetadataDirectory
        {
            { "history", new ChangingLeaf(reader => Maintenance(reader, isPast: true)) },
            { "scheduled", new ChangingLeaf(reader => Maintenance(reader, isPast: false)) },
        } },
        { "recommendations", new MetadataDirectory { { "rebalance", new ChangingLeaf(Rebalance) } } },
    };

    public static MetadataDirectory AutoScaling() => new()
    {
        { "target-lifecycle-state", new ChangingLeaf(reader => reader.Instance.Notices.Lifecycle
            .Where(state => state.ServedFrom <= reader.Now)
            .Aggregate((TargetLifecycleState?)null, (latest, state) => latest is null || state.ServedFrom >= latest.ServedFrom ? state : latest) is { } current
                ? new ChangingText(current.State, current.ServedFrom)
                : null) },
    };

    private static SpotInterruption? Interruption(MetadataReader reader) =>
        reader.Instance.Notices.Spot is { } notice && notice.ServedFrom <= reader.Now ? notice : null;

    private static ChangingText? Rebalance(MetadataReader reader) =>
        reader.Instance.Notices.Rebalance is { } notice && notice.ServedFrom <= reader.Now
            ? new ChangingText($$"""{"noticeTime":"{{MetadataJson.Time(notice.NoticeTime)}}"}""", notice.ServedFrom)
            : null;

    /// <summary>
    /// The events as an array, which is empty rather than absent. Source: EC2 User Guide, "View scheduled events for your instances".
    /// </summary>
    private static ChangingText Maintenance(MetadataReader reader, bool isPast)
    {
        var text = new StringBuilder("[");
        var since = reader.Instance.LaunchTime;
        foreach (var item in reader.Instance.Notices.Maintenance)
        {
            if (item.ServedFrom > reader.Now || (item.State != "active") != isPast)
                continue;
            text.Append(text.Length > 1 ? ", " : " ").Append(Event(item));
            since = item.ServedFrom > since ? item.ServedFrom : since;
        }
        return new ChangingText(text.Append(text.Length > 1 ? " ]" : "]").ToString(), since);
    }

    private static string Event(ScheduledMaintenance item)
    {
        string prefix = item.State switch
        {
            "completed" => "[Completed] ",
            "canceled" => "[Canceled] ",
            _ => "",
        };
        bool isMarked = item.Description.StartsWith(prefix, StringComparison.Ordinal);
        List<JsonLine> lines =
        [
            new("NotBefore", Date(item.NotBefore)),
            new("Code", item.Code),
            new("Description", isMarked ? item.Description : prefix + item.Description),
            new("EventId", item.EventId),
            new("NotAfter", Date(item.NotAfter)),
            new("State", item.State),
        ];
        if (item.NotBeforeDeadline is { } deadline)
            lines.Add(new JsonLine("NotBeforeDeadline", Date(deadline)));
        return Encoding.UTF8.GetString(MetadataJson.Write([.. lines]));
    }

    /// <summary><c>21 Jan 2019 09:00:43 GMT</c>.</summary>
    private static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("d MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
}
