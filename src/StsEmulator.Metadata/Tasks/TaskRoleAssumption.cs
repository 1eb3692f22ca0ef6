using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tasks;

/// <summary>Assumes the role of a task as ECS does: as its service, with the task id for a session name.</summary>
internal sealed class TaskRoleAssumption(RecordedRoleAssumption assumption)
{
    public const string Service = "ecs-tasks.amazonaws.com";

    public ValueTask<RoleAssumptionResult> AssumeAsync(SimulatedTask task, TimeSpan life, CancellationToken cancellationToken) => assumption.AssumeAsync(
        new RoleAssumptionRequest
        {
            Principal = Principal.Service(Service),
            RoleArn = task.Role,
            SessionName = SessionName(task.TaskId),
            Duration = life,
            Facts = new RequestFacts { Region = task.Settings.Region, IsSecure = true },
            // Source: ECS Developer Guide, "Amazon ECS task IAM role", against the confused deputy.
            TrustContext = new Dictionary<string, IReadOnlyList<string>>
            {
                ["aws:SourceArn"] = [task.TaskArn],
                ["aws:SourceAccount"] = [task.Role.Account],
            },
        },
        cancellationToken);

    /// <summary>A session name has two characters at least, a task id of the settings may have one.</summary>
    private static string SessionName(string taskId) => taskId.Length > 1 ? taskId : "task-" + taskId;
}
