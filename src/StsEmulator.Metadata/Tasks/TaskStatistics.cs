using System.Text.Json;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Tasks;

/// <summary>What the container uses, in the form of the Docker API (ContainerStats): an idle container, a second ago and now.</summary>
internal static class TaskStatistics
{
    private const long Memory = 512L * 1024 * 1024, UsedMemory = 16L * 1024 * 1024;

    public static TaskAnswer Container(SimulatedTask task, DateTimeOffset now) => TaskAnswer.Json(200, json => Write(json, task, now));

    /// <summary>The statistics of every container under its id.</summary>
    public static TaskAnswer Task(SimulatedTask task, DateTimeOffset now) => TaskAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName(task.DockerId);
        Write(json, task, now);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, SimulatedTask task, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("read", MetadataJson.Time(now));
        json.WriteString("preread", MetadataJson.Time(now.AddSeconds(-1)));
        json.WriteStartObject("pids_stats");
        json.WriteNumber("current", 1);
        json.WriteEndObject();
        json.WriteStartObject("blkio_stats");
        json.WriteEndObject();
        json.WriteNumber("num_procs", 0);
        json.WriteStartObject("storage_stats");
        json.WriteEndObject();
        // Set back, the clock may stand before the task was started.
        long seconds = Math.Max(1, (long)(now - SimulatedTask.StartedAt).TotalSeconds);
        WriteProcessor(json, "cpu_stats", seconds);
        WriteProcessor(json, "precpu_stats", seconds - 1);
        json.WriteStartObject("memory_stats");
        json.WriteNumber("usage", UsedMemory);
        json.WriteNumber("max_usage", UsedMemory);
        json.WriteNumber("limit", Memory);
        json.WriteEndObject();
        json.WriteString("name", task.DockerName);
        json.WriteString("id", task.DockerId);
        json.WriteStartObject("networks");
        json.WriteStartObject("eth1");
        foreach (string name in (string[])["rx_bytes", "rx_packets", "rx_errors", "rx_dropped", "tx_bytes", "tx_packets", "tx_errors", "tx_dropped"])
            json.WriteNumber(name, 0);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("network_rate_stats");
        json.WriteNumber("rx_bytes_per_sec", 0);
        json.WriteNumber("tx_bytes_per_sec", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A thousandth of one of two processors; the units are nanoseconds.</summary>
    private static void WriteProcessor(Utf8JsonWriter json, string name, long seconds)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("cpu_usage");
        json.WriteNumber("total_usage", seconds * 1_000_000);
        json.WriteNumber("usage_in_kernelmode", seconds * 200_000);
        json.WriteNumber("usage_in_usermode", seconds * 800_000);
        json.WriteEndObject();
        json.WriteNumber("system_cpu_usage", (Int128)seconds * 2_000_000_000 > long.MaxValue ? long.MaxValue : seconds * 2_000_000_000);
        json.WriteNumber("online_cpus", 2);
        json.WriteEndObject();
    }
}
