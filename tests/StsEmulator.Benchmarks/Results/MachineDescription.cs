using System.Globalization;
using System.Runtime.InteropServices;

namespace StsEmulator.Benchmarks.Results;

/// <summary>The machine a run was made on, for the record.</summary>
internal static class MachineDescription
{
    public static string Read()
    {
        string model = Line("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        string memory = Line("/proc/meminfo", "MemTotal")?.Split(':', 2)[1].Trim() is { } total
            && long.TryParse(total.Split(' ')[0], CultureInfo.InvariantCulture, out long kibibytes)
            ? string.Create(CultureInfo.InvariantCulture, $"{kibibytes / 1024.0 / 1024.0:0.0} GiB")
            : "memory unknown";
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}: {model}, {Environment.ProcessorCount} cores, {memory}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; load average at start {load}");
    }

    private static string? Line(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;
}
