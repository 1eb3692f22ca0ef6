using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Tells the account of an access key id, which the id itself encodes; ids of the old format are looked up.</summary>
internal sealed class GetAccessKeyInfo(EmulatorClock clock) : IStsOperation
{
    public string Action => "GetAccessKeyInfo";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Execute(parameters, request));

    private StsResult Execute(QueryParameters parameters, StsRequest request)
    {
        var reader = new ParameterReader(parameters);
        string accessKeyId = reader.Required("AccessKeyId", 16, 128, TextPattern.AccessKeyId);
        if (reader.Error is { } invalid)
            return invalid;
        var caller = request.Caller;
        var context = new ConditionContext();
        CallerContext.SetRequest(context, request.Facts, clock.GetUtcNow());
        CallerContext.SetCaller(context, caller, clock.GetUtcNow());
        if (CallerAuthorization.Decide(caller, "sts:GetAccessKeyInfo", "*", context) is { IsAllowed: false } denied)
            return StsErrors.NotAuthorized(caller, "sts:GetAccessKeyInfo", "*", denied, context);

        if (caller.Directory.FindAccessKey(accessKeyId) is { } owner)
            return StsResult.Of(new Response(owner.Account.Id));
        return AccessKeyId.TryParse(accessKeyId, out var id) && id.TryGetAccount(out var account)
            ? StsResult.Of(new Response(account))
            : StsErrors.UnknownAccessKey;
    }

    private sealed class Response(AccountId account) : IStsResponse
    {
        public void Write(IResultWriter writer) => writer.Text("Account", account.ToString());
    }
}
