using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>The role session and its credentials.</summary>
internal sealed class AssumeRoleResponse(IssuedSession issued) : IStsResponse
{
    public void Write(IResultWriter writer)
    {
        writer.AssumedRoleUser(issued.Session);
        writer.Credentials(issued.Session, issued.SessionToken);
        writer.Optional("PackedPolicySize", issued.PackedPolicySize);
        writer.Optional("SourceIdentity", issued.Session.Facts?.SourceIdentity);
    }
}
