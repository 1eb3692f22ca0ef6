using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies;

/// <summary>
/// Everything one decision depends on. A policy list that is null says that the type does not apply; an empty list applies and
/// allows nothing. Identity policies are the exception: nobody is allowed by their absence.
/// </summary>
public sealed class PolicyRequest
{
    public required Principal Principal { get; init; }

    /// <summary>Gets the action, <c>service:Operation</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the ARN of the resource, or <c>*</c> for an action without one.</summary>
    public required string Resource { get; init; }

    /// <summary>Gets the account that owns the resource; null says the principal's own.</summary>
    public AccountId? ResourceAccount { get; init; }

    public required ConditionContext Context { get; init; }

    /// <summary>Gets the policies of the user with its groups, or of the role. Root has none.</summary>
    public IReadOnlyList<NamedPolicy>? Identity { get; init; }

    /// <summary>Gets the policy of the resource, or the trust policy of the role.</summary>
    public NamedPolicy? ResourcePolicy { get; init; }

    /// <summary>
    /// Gets whether <see cref="ResourcePolicy"/> is a role's trust policy, so that its Allow is required even of the same account.
    /// </summary>
    public bool ResourcePolicyIsTrust { get; init; }

    public IReadOnlyList<NamedPolicy>? PermissionsBoundary { get; init; }

    /// <summary>Gets the session policies, inline and managed, as one union. Empty for a federated user without any.</summary>
    public IReadOnlyList<NamedPolicy>? Session { get; init; }

    public IReadOnlyList<NamedPolicy>? VpcEndpoint { get; init; }

    /// <summary>Gets the levels of service control policies over the principal's account; null for a management account.</summary>
    public IReadOnlyList<PolicyLevel>? ServiceControl { get; init; }

    /// <summary>Gets the levels of resource control policies over the resource's account; each implies the AWS-managed full access.</summary>
    public IReadOnlyList<PolicyLevel>? ResourceControl { get; init; }

    /// <summary>Gets the canonical user id of the principal's account, which S3 policies may name; null where there is none.</summary>
    public string? CanonicalUserId { get; init; }

    /// <summary>Gets whether the principal is a service-linked role, which neither kind of control policy limits.</summary>
    public bool PrincipalIsServiceLinkedRole
    {
        get => field || Principal.IdentityArn.Contains(":role/aws-service-role/", StringComparison.Ordinal);
        init;
    }
}
