using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>What the sign-in pages do, in the log of the latest calls.</summary>
internal sealed class ConsoleCalls(CallLog calls, EmulatorClock clock)
{
    private const string Source = "console", Denied = "AccessDenied";

    public TimeSpan UntilThen(DateTimeOffset end) => end - clock.GetUtcNow();

    /// <summary>Records a sign-in. Of one that failed nobody is named: what was typed as a name may be a password.</summary>
    public void RecordLogin(Principal? principal) => calls.Record(new CallRecord
    {
        Time = clock.GetUtcNow(),
        Source = Source,
        Action = "signin:ConsoleLogin",
        Caller = principal,
        ErrorCode = principal is null ? Denied : null,
        ErrorMessage = principal is null ? "Failed authentication" : null,
    });

    /// <summary>Records that somebody became a role session, or did not.</summary>
    /// <param name="caller">Null for a federated identity.</param>
    public void Record(string action, string roleArn, Principal? caller, in RoleAssumptionResult outcome) => calls.Record(new CallRecord
    {
        Time = clock.GetUtcNow(),
        Source = Source,
        Action = action,
        Resource = roleArn,
        Caller = caller,
        ErrorCode = outcome.IsIssued ? null : Denied,
        ErrorMessage = outcome.IsIssued ? null : outcome.Refusal.Failure.ToString(),
        Evidence = outcome.IsIssued ? new CallEvidence(outcome.Issued.Decision) : outcome.Refusal.Evidence,
    });
}
