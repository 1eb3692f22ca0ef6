using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies;

/// <summary>The texts of access-denied errors.</summary>
public static class AccessDeniedMessage
{
    /// <summary>The full text: who, what, on what and why.</summary>
    /// <param name="resource">The resource ARN; null for an operation that has none.</param>
    public static string For(Principal principal, string action, string? resource, PolicyDecision decision)
    {
        string target = resource is null ? "" : $" on resource: {resource}";
        return $"User: {Subject(principal)} is not authorized to perform: {action}{target}{Reason(action, decision)}";
    }

    /// <summary>The text of the AssumeRole family, which gives no reason, so that role names cannot be probed.</summary>
    public static string ForRole(Principal principal, string action, string roleArn) =>
        $"User: {principal.Arn} is not authorized to perform: {action} on resource: {roleArn}";

    /// <summary>The text for a web identity token or SAML assertion that the trust policy does not admit.</summary>
    public static string ForFederation(string action) => $"Not authorized to perform {action}";

    internal static string Subject(Principal principal) => principal.Kind == PrincipalKind.Anonymous ? "anonymous" : principal.Arn;

    private static string Reason(string action, PolicyDecision decision)
    {
        if (decision.DeniedBy is not { } type)
            return "";
        if (decision.Outcome == PolicyOutcome.ExplicitDeny)
            return $" with an explicit deny in {ExplicitPlace(type)}";
        return $" because no {ImplicitPlace(type)} allows the {action} action";
    }

    private static string ExplicitPlace(PolicyType type) => type switch
    {
        PolicyType.Identity => "an identity-based policy",
        PolicyType.Resource => "a resource-based policy",
        PolicyType.Trust => "the role trust policy",
        PolicyType.PermissionsBoundary => "a permissions boundary",
        PolicyType.Session => "a session policy",
        PolicyType.ServiceControl => "a service control policy",
        PolicyType.ResourceControl => "a resource control policy",
        PolicyType.VpcEndpoint => "a VPC endpoint policy",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string ImplicitPlace(PolicyType type) => type switch
    {
        PolicyType.Identity => "identity-based policy",
        PolicyType.Resource => "resource-based policy",
        PolicyType.Trust => "role trust policy",
        PolicyType.PermissionsBoundary => "permissions boundary",
        PolicyType.Session => "session policy",
        PolicyType.ServiceControl => "service control policy",
        PolicyType.ResourceControl => "resource control policy",
        PolicyType.VpcEndpoint => "VPC endpoint policy",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
