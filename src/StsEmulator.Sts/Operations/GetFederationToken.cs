using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues credentials for somebody else, who may do what both the caller and the session policy allow.</summary>
internal sealed class GetFederationToken(UserFederation federation, EmulatorClock clock) : IStsOperation
{
    public string Action => "GetFederationToken";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        string name = reader.Required("Name", 2, 32, TextPattern.SessionName);
        string? policy = reader.Optional("Policy", 1, 2048, TextPattern.Policy);
        var policyArns = reader.PolicyArns();
        var duration = reader.UserDuration();
        var tags = reader.Tags();
        if (reader.Error is { } invalid)
            return invalid;
        if (StsErrors.OfReservedTags(tags) is { } reserved)
            return reserved;
        var caller = request.Caller;
        if (caller.IsTemporary)
            return StsErrors.FederationTokenWithSessionCredentials;

        string resource = Principal.FederatedUser(caller.Account.Partition, caller.Account.Id, name, "", null).Arn;
        var now = clock.GetUtcNow();
        var context = new ConditionContext();
        CallerContext.SetRequest(context, request.Facts, now);
        CallerContext.SetCaller(context, caller, now);
        foreach (var tag in tags)
            context.Set("aws:RequestTag/" + tag.Key, tag.Value);
        if (tags.Count > 0)
            context.SetMany("aws:TagKeys", [.. tags.Select(tag => tag.Key)]);
        foreach (string action in tags.Count > 0 ? Tagged : Plain)
        {
            if (CallerAuthorization.Decide(caller, action, resource, context) is { IsAllowed: false } denied)
                return StsErrors.NotAuthorized(caller, action, resource, denied, context);
        }

        var outcome = await federation.FederateAsync(
            caller, name, UserSessionDuration.Of(duration, caller), policy, policyArns, tags, cancellationToken);
        return outcome.IsIssued
            ? StsResult.Of(new Response(outcome.Issued))
            : StsErrors.From(outcome.Refusal, caller, resource);
    }

    private static readonly string[] Plain = ["sts:GetFederationToken"];
    private static readonly string[] Tagged = ["sts:GetFederationToken", "sts:TagSession"];

    private sealed class Response(IssuedSession issued) : IStsResponse
    {
        public void Write(IResultWriter writer)
        {
            var principal = issued.Session.Principal;
            writer.Credentials(issued.Session, issued.SessionToken);
            writer.Start("FederatedUser");
            writer.Text("FederatedUserId", principal.UserId);
            writer.Text("Arn", principal.Arn);
            writer.End("FederatedUser");
            // Unlike AssumeRole, this operation states the size also when nothing took part.
            writer.Number("PackedPolicySize", issued.PackedPolicySize ?? 0);
        }
    }
}
