using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>The role session, its credentials and whom the assertion spoke of, in the order of the API reference's example.</summary>
internal sealed class AssumeRoleWithSAMLResponse(IssuedSession issued, SamlIdentity identity) : IStsResponse
{
    public void Write(IResultWriter writer)
    {
        writer.Text("Issuer", identity.Issuer);
        writer.AssumedRoleUser(issued.Session);
        writer.Credentials(issued.Session, issued.SessionToken);
        // The service calls the recipient the audience.
        writer.Text("Audience", identity.Recipient);
        writer.Text("SubjectType", identity.SubjectType);
        writer.Optional("PackedPolicySize", issued.PackedPolicySize);
        writer.Text("NameQualifier", identity.NameQualifier);
        writer.Optional("SourceIdentity", issued.Session.Facts?.SourceIdentity);
        writer.Text("Subject", identity.Subject);
    }
}
