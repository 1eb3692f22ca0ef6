using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Exchanges a trade-in token, once, for credentials of the role that was delegated with it.</summary>
internal sealed class GetDelegatedAccessToken(TradeInTokens tokens, SessionIssuer issuer, EmulatorClock clock) : IStsOperation
{
    private const string PermissionNeeded = "sts:GetDelegatedAccessToken";

    public string Action => "GetDelegatedAccessToken";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        // The model sets no bounds; a request body does.
        string token = reader.Required("TradeInToken", 0, int.MaxValue, isSensitive: true);
        if (reader.Error is { } invalid)
            return invalid;
        var caller = request.Caller;
        var now = clock.GetUtcNow();
        var context = new ConditionContext();
        CallerContext.SetRequest(context, request.Facts, now);
        CallerContext.SetCaller(context, caller, now);
        if (CallerAuthorization.Decide(caller, PermissionNeeded, "*", context) is { IsAllowed: false } denied)
            return StsErrors.NotAuthorized(caller, PermissionNeeded, "*", denied, context);

        if (await tokens.FindAsync(token, cancellationToken) is not { } grant
            || (grant.ProviderAccount is { } provider && provider != caller.Account.Id)
            || RoleOf(grant, caller.Directory) is not var (account, role) || account.Partition != caller.Account.Partition)
        {
            return StsErrors.InvalidTradeInToken;
        }
        if (!await tokens.TrySpendAsync(token, grant, cancellationToken))
            return StsErrors.ExpiredTradeInToken;

        var facts = grant.Policy is { } policy ? new SessionFacts { Policies = [policy] } : null;
        var issued = await issuer.IssueAsync(caller.Directory, account, role, grant.SessionName, grant.Duration, facts, cancellationToken);
        return issued is var (session, sessionToken) ? StsResult.Of(new Response(session, sessionToken, grant.PrincipalArn)) : StsErrors.StoreFull;
    }

    /// <summary>The role, where it is still the one that was delegated.</summary>
    private static (AccountDirectory Account, Role Role)? RoleOf(TradeInGrant grant, DirectorySnapshot directory) =>
        Arn.TryParse(grant.PrincipalArn, out var arn) && directory.FindRole(arn) is { } found && found.Role.RoleId == grant.PrincipalId ? found : null;

    private sealed class Response(Session session, string token, string assumedPrincipal) : IStsResponse
    {
        // PackedPolicySize is in the model and no longer filled.
        public void Write(IResultWriter writer)
        {
            writer.Credentials(session, token);
            writer.Text("AssumedPrincipal", assumedPrincipal);
        }
    }
}
