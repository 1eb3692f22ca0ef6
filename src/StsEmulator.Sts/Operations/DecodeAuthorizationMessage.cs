using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Opens a message that this emulator encoded into a denial of the caller's account.</summary>
internal sealed class DecodeAuthorizationMessage(AuthorizationMessageCodec codec, EmulatorClock clock) : IStsOperation
{
    public string Action => "DecodeAuthorizationMessage";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        string encoded = reader.Required("EncodedMessage", 1, 10_240);
        if (reader.Error is { } invalid)
            return invalid;
        var caller = request.Caller;
        var context = new ConditionContext();
        CallerContext.SetRequest(context, request.Facts, clock.GetUtcNow());
        CallerContext.SetCaller(context, caller, clock.GetUtcNow());
        if (CallerAuthorization.Decide(caller, "sts:DecodeAuthorizationMessage", "*", context) is { IsAllowed: false } denied)
            return StsErrors.NotAuthorized(caller, "sts:DecodeAuthorizationMessage", "*", denied, context);
        return await codec.DecodeAsync(encoded, caller.Account.Id, cancellationToken) is { } message
            ? StsResult.Of(new Response(message))
            : StsErrors.InvalidAuthorizationMessage;
    }

    private sealed class Response(string message) : IStsResponse
    {
        public void Write(IResultWriter writer) => writer.Text("DecodedMessage", message);
    }
}
