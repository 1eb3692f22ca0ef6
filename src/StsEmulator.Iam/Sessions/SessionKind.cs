namespace StsEmulator.Iam.Sessions;

/// <summary>Which operation issued a session; it decides what the session may do.</summary>
public enum SessionKind
{
    /// <summary>AssumeRole and its web-identity, SAML and service forms.</summary>
    Role,

    /// <summary>GetSessionToken: the user itself (or root) with temporary credentials.</summary>
    SessionToken,

    /// <summary>GetFederationToken.</summary>
    FederatedUser,

    /// <summary>An EC2 instance as itself: no role in the directory stands behind it and no identity policy.</summary>
    InstanceIdentity,

    /// <summary>AssumeRoot: the root user of a member account, cut down to one task.</summary>
    RootTask,
}
