namespace StsEmulator.Iam.Principals;

/// <summary>The kinds of principal that a request can come from.</summary>
public enum PrincipalKind
{
    Anonymous,

    /// <summary>The root user of an account.</summary>
    Root,
    User,
    RoleSession,
    FederatedUser,

    /// <summary>An AWS service, such as <c>ec2.amazonaws.com</c>.</summary>
    Service,

    /// <summary>The holder of a web identity token, while a role is being assumed with it.</summary>
    WebIdentity,

    /// <summary>The holder of a SAML assertion, while a role is being assumed with it.</summary>
    Saml,
}
