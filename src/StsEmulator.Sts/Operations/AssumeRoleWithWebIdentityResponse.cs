using StsEmulator.Federation;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>The role session, its credentials and whom the token spoke of, in the order seen on the wire.</summary>
internal sealed class AssumeRoleWithWebIdentityResponse(IssuedSession issued, WebIdentity identity) : IStsResponse
{
    public void Write(IResultWriter writer)
    {
        writer.Text("Audience", identity.Audience);
        writer.AssumedRoleUser(issued.Session);
        // The ARN of the provider, although the API reference speaks of the issuer: captures show the ARN.
        writer.Text("Provider", identity.ProviderArn);
        writer.Credentials(issued.Session, issued.SessionToken);
        writer.Text("SubjectFromWebIdentityToken", identity.Subject);
        writer.Optional("PackedPolicySize", issued.PackedPolicySize);
        writer.Optional("SourceIdentity", issued.Session.Facts?.SourceIdentity);
    }
}
