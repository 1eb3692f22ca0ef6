using System.Collections.Frozen;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tasks;

/// <summary>The tasks of the settings, by what a path can call them.</summary>
internal sealed class TaskSelection
{
    private readonly FrozenDictionary<string, SimulatedTask> byTaskId, byDockerId;

    public TaskSelection(MetadataSettings settings)
    {
        var tasks = settings.Tasks.Select(task => new SimulatedTask(task)).ToList();
        First = tasks.FirstOrDefault();
        byTaskId = tasks.ToFrozenDictionary(task => task.TaskId, StringComparer.Ordinal);
        byDockerId = tasks.ToFrozenDictionary(task => task.DockerId, StringComparer.Ordinal);
    }

    /// <summary>Gets the task of callers that do not say which they are; null when there is none.</summary>
    public SimulatedTask? First { get; }

    public SimulatedTask? Find(ReadOnlySpan<char> taskId) =>
        byTaskId.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(taskId, out var task) ? task : null;

    /// <summary>Finds a task by the id of its container, as version 2 names it, or by its own.</summary>
    public SimulatedTask? FindContainer(ReadOnlySpan<char> id) =>
        byDockerId.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var task) ? task : Find(id);
}
