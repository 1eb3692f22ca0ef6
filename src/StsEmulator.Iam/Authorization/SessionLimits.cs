using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Authorization;

/// <summary>
/// What temporary credentials may call whatever their policies say. Source: IAM User Guide, "Compare AWS STS credentials".
/// </summary>
public static class SessionLimits
{
    public static bool Allow(Caller caller, string action)
    {
        if (caller.Session is not { } session)
            return true;
        bool isSts = action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase);
        bool isIam = action.StartsWith("iam:", StringComparison.OrdinalIgnoreCase);
        if (!isSts && !isIam)
            return true;
        return session.Kind switch
        {
            SessionKind.Role or SessionKind.InstanceIdentity => !Is(action, "sts:GetFederationToken") && !Is(action, "sts:GetSessionToken"),
            SessionKind.SessionToken => isSts
                ? Is(action, "sts:AssumeRole") || Is(action, "sts:GetCallerIdentity") || Is(action, "sts:TagSession")
                    || Is(action, "sts:SetSourceIdentity") || Is(action, "sts:SetContext")
                : session.Facts?.MfaAuthenticatedAt is not null,
            SessionKind.FederatedUser => Is(action, "sts:GetCallerIdentity"),
            // The task policy is the limit.
            SessionKind.RootTask => true,
            _ => false,
        };
    }

    private static bool Is(string action, string name) => action.Equals(name, StringComparison.OrdinalIgnoreCase);
}
