using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;

namespace StsEmulator.Metadata.Credentials;

/// <summary>Assumes roles for instances, tasks and pods, and leaves a record of it: a refusal here shows nowhere else in full.</summary>
internal sealed class RecordedRoleAssumption(RoleAssumption assumption, CallLog calls, EmulatorClock clock)
{
    public async ValueTask<RoleAssumptionResult> AssumeAsync(RoleAssumptionRequest request, CancellationToken cancellationToken)
    {
        var outcome = await assumption.AssumeAsync(request, cancellationToken);
        var refusal = outcome.Refusal;
        calls.Record(new CallRecord
        {
            Time = clock.GetUtcNow(),
            Source = "metadata",
            Action = refusal?.Action ?? request.Action,
            Resource = request.RoleArn.ToString(),
            Caller = request.Caller?.Principal ?? request.Principal,
            AccessKeyId = request.Caller?.AccessKeyId,
            ErrorCode = refusal is null ? null : refusal.Failure == RoleAssumptionFailure.NotAuthorized ? "AccessDenied" : refusal.Failure.ToString(),
            Evidence = outcome.IsIssued ? new CallEvidence(outcome.Issued.Decision) : refusal?.Evidence,
        });
        return outcome;
    }
}
