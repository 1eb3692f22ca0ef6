using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Metadata.Tasks;

/// <summary>Why a container gets no credentials, in the codes of the ECS agent. Statuses other than 400 are unverified.</summary>
internal static class TaskErrors
{
    public static TaskAnswer MethodNotAllowed { get; } = TaskAnswer.Error(405, "MethodNotAllowed", "Use GET.");

    public static TaskAnswer NotFound { get; } = TaskAnswer.Text(404, "404 page not found");

    public static TaskAnswer Unavailable { get; } = TaskAnswer.Error(
        503, "CredentialsUninitialized", "The store of the emulator does not answer. Ask again.");

    /// <remarks>The agent of ECS knows no token: status and code are those that other endpoints of this kind use.</remarks>
    public static TaskAnswer NotAuthorized { get; } = TaskAnswer.Error(
        403, "AccessDeniedException",
        "The Authorization header is not the AuthorizationToken of this task. Send the token as it is, without a scheme and without a line break.");

    public static TaskAnswer NoId(int version) => TaskAnswer.Error(
        400, "NoIdInRequest", $"CredentialsV{version}Request: No Credential ID in the request");

    public static TaskAnswer UnknownId(int version) => TaskAnswer.Error(404, "InvalidIdInRequest", $"CredentialsV{version}Request: ID not found");

    public static TaskAnswer NoRole(string roleArn) => TaskAnswer.Error(
        503, "NoCredentialsAssociatedWithContainer", $"The role {roleArn} of this task does not exist any more. Create it, or give the task another.");

    public static TaskAnswer NotAssumed(RoleAssumptionRefusal refusal, Role role) => TaskAnswer.Error(
        503,
        "CredentialsUninitialized",
        refusal.Failure == RoleAssumptionFailure.NotAuthorized
            ? $"ECS cannot assume the role {role.RoleName}: its trust policy has to allow sts:AssumeRole to the service {TaskRoleAssumption.Service}."
            : $"The role {role.RoleName} could not be assumed: {refusal.Failure}.");

    /// <remarks>The texts are unverified.</remarks>
    public static TaskAnswer UnknownContainer(TaskDocument document, int version, string id)
    {
        string subject = document is TaskDocument.Container or TaskDocument.ContainerStatistics ? "container" : "task";
        string kind = document is TaskDocument.ContainerStatistics or TaskDocument.TaskStatistics ? "stats" : "metadata";
        string wanted = subject == "container" ? "container ID" : "task ARN";
        return TaskAnswer.Text(
            404, $"V{version} {subject} {kind} handler: unable to get {wanted} from request: unable to find a container for endpoint ID: {id}");
    }

    public static TaskAnswer RevokedTooOften { get; } = TaskAnswer.Error(
        503, "CredentialsUninitialized", "The credentials of this task were revoked too often.");
}
