using StsEmulator.Iam.Authentication;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Tells a caller who it is. Always allowed, even under an explicit deny.</summary>
internal sealed class GetCallerIdentity : IStsOperation
{
    public string Action => "GetCallerIdentity";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(StsResult.Of(new Response(request.Caller)));

    private sealed class Response(Caller caller) : IStsResponse
    {
        public void Write(IResultWriter writer)
        {
            writer.Text("Arn", caller.Principal.Arn);
            writer.Text("UserId", caller.Principal.UserId);
            writer.Text("Account", caller.Account.Id.ToString());
        }
    }
}
