using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Tasks;

/// <summary>The credentials that a task is served now, to whoever presents its token.</summary>
internal sealed class CurrentTaskCredentials(
    TaskRoleAssumption assumption, LiveDirectory directory, ISessionStore sessions, ISharedValueStore values, EmulatorClock clock)
    : CurrentSessions<SimulatedTask, Role, TaskAnswer>(sessions, values, clock)
{
    /// <param name="authorization">The <c>Authorization</c> header as sent; empty when there is none.</param>
    /// <param name="life">How long a session for this answer alone lives; null for the current one.</param>
    public async ValueTask<TaskAnswer> GetAsync(SimulatedTask task, string authorization, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (!IsAuthorized(task, authorization))
            return TaskErrors.NotAuthorized;
        if (directory.Current.FindRole(task.Role) is not var (account, role))
            return TaskErrors.NoRole(task.Settings.RoleArn);
        return life is { } apart
            ? await IssueApartAsync(task, account, role, apart, cancellationToken)
            : await GetAsync(task, account, role, cancellationToken);
    }

    protected override string IdOf(Role role) => role.RoleId;

    protected override string NameOf(SimulatedTask holder) => $"task/{holder.TaskId}";

    protected override ValueTask<RoleAssumptionResult> AssumeAsync(
        SimulatedTask holder, AccountDirectory account, Role role, TimeSpan life, CancellationToken cancellationToken) =>
        assumption.AssumeAsync(holder, life, cancellationToken);

    /// <summary>No <c>Code</c>, <c>Type</c> or <c>LastUpdated</c> here: SDKs tell the two kinds of endpoint apart by them.</summary>
    protected override TaskAnswer Success(StoredCredentials credentials, AccountDirectory account, Role role) => TaskAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("RoleArn", role.Arn(account.Partition));
        json.WriteString("AccessKeyId", credentials.AccessKeyId);
        json.WriteString("SecretAccessKey", credentials.SecretAccessKey);
        json.WriteString("Token", credentials.Token);
        json.WriteString("Expiration", MetadataJson.Time(credentials.Expiration));
        json.WriteEndObject();
    });

    protected override TaskAnswer Refused(RoleAssumptionRefusal refusal, Role role) => TaskErrors.NotAssumed(refusal, role);

    protected override TaskAnswer Exhausted(Role role) => TaskErrors.RevokedTooOften;

    /// <summary>Compares digests, so that neither the content nor the length of the token shows in the time it takes.</summary>
    private static bool IsAuthorized(SimulatedTask task, string authorization)
    {
        if (task.Settings.AuthorizationToken is not { } token)
            return true;
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes], presented = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), expected);
        SHA256.HashData(Encoding.UTF8.GetBytes(authorization), presented);
        return CryptographicOperations.FixedTimeEquals(expected, presented);
    }
}
