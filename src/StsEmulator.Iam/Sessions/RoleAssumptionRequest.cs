using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// A wish to become a role session, from whichever door it came. The wire has checked the form of each value (lengths, patterns);
/// everything that depends on the directory, the trust policy or the caller is checked here.
/// </summary>
public sealed record RoleAssumptionRequest
{
    /// <summary>Gets the action to be allowed: <c>sts:AssumeRole</c>, <c>sts:AssumeRoleWithWebIdentity</c>, <c>sts:AssumeRoleWithSAML</c>.</summary>
    public string Action { get; init; } = "sts:AssumeRole";

    /// <summary>Gets the signed caller; null when a service or a federated identity assumes the role.</summary>
    public Caller? Caller { get; init; }

    /// <summary>Gets the service or federated principal; null when there is a signed caller.</summary>
    public Principal? Principal { get; init; }

    public required Arn RoleArn { get; init; }

    public required string SessionName { get; init; }

    /// <summary>Gets how long; default 3 600 s. A service is not bound by the role's maximum.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets a bound that the door knows, such as the end of a session at a provider. It shortens, it never refuses; null when there is none.</summary>
    public TimeSpan? LongestDuration { get; init; }

    /// <summary>Gets the inline session policy as text.</summary>
    public string? Policy { get; init; }

    /// <summary>Gets the managed session policies, at most 10.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    /// <summary>Gets the session tags, at most 50.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? ExternalId { get; init; }

    /// <summary>Gets the MFA device's serial number or ARN.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Gets the MFA code.</summary>
    public string? TokenCode { get; init; }

    public string? SourceIdentity { get; init; }

    public required RequestFacts Facts { get; init; }

    /// <summary>Gets condition keys that the door knows, each with its values, such as <c>issuer:aud</c>; one value makes a single-valued key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TrustContext { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets condition keys that stay with the session, such as <c>ec2:RoleDelivery</c>, in the same form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SessionContext { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the provider of a federated identity, later the value of <c>aws:FederatedProvider</c>.</summary>
    public string? FederatedProvider { get; init; }

    internal bool IsService => Principal?.Kind == PrincipalKind.Service;
}
