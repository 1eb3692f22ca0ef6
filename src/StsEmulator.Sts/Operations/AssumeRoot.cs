using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues credentials of the root user of a member account, good for one task.</summary>
internal sealed class AssumeRoot(RootTaskAssumption assumption) : IStsOperation
{
    public string Action => "AssumeRoot";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var asked = AssumeRootRequest.Read(reader);
        if (reader.Error is { } invalid)
            return invalid;
        if (request.IsGlobalEndpoint)
            return StsErrors.RegionalEndpointOnly(Action);
        string partition = request.Caller.Account.Partition;
        if (!TryReadTarget(asked.TargetPrincipal, partition, out var target))
            return StsErrors.ArnIsInvalid(asked.TargetPrincipal);
        if (RootTaskPolicies.Find(asked.TaskPolicyArn, partition) is not { } taskPolicy)
            return StsErrors.NotATaskPolicy(asked.TaskPolicyArn);

        var outcome = await assumption.AssumeAsync(request.Caller, target, taskPolicy, asked.Duration, request.Facts, cancellationToken);
        return outcome.IsIssued
            ? StsResult.Of(new Response(outcome.Issued))
            : StsErrors.From(outcome.Refusal, request.Caller, Principal.Root(partition, target).Arn);
    }

    /// <summary>An account id or the ARN of an account's root.</summary>
    private static bool TryReadTarget(string text, string partition, out AccountId account) =>
        AccountId.TryParse(text, out account)
        || (Arn.TryParse(text, out var arn) && AccountId.TryParse(arn.Account, out account) && Principal.Root(partition, account).Arn == text);

    private sealed class Response(IssuedSession issued) : IStsResponse
    {
        public void Write(IResultWriter writer)
        {
            writer.Credentials(issued.Session, issued.SessionToken);
            writer.Optional("SourceIdentity", issued.Session.Facts?.SourceIdentity);
        }
    }
}

/// <param name="TargetPrincipal">12 to 2 048 characters: a member account's id or its root's ARN.</param>
/// <param name="TaskPolicyArn">20 to 2 048 characters.</param>
/// <param name="Duration">0 s to 900 s, 900 s when absent.</param>
internal sealed record AssumeRootRequest(string TargetPrincipal, string TaskPolicyArn, TimeSpan Duration)
{
    public static AssumeRootRequest Read(ParameterReader reader) => new(
        reader.Required("TargetPrincipal", 12, 2048),
        reader.RequiredMember("TaskPolicyArn", "taskPolicyArn", "arn", 20, 2048, TextPattern.Arn),
        reader.Seconds("DurationSeconds", 0, 900) ?? RootTaskAssumption.MaximumDuration);
}
