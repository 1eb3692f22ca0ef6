namespace StsEmulator.Metadata.Settings;

/// <summary>One Kubernetes cluster whose pods take part in EKS Pod Identity.</summary>
public sealed record ClusterSettings
{
    /// <summary>Gets the name: 1 to 100 letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the account, 12 digits: that of the roles of the associations.</summary>
    public required string AccountId { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Gets the URL that service-account tokens of the cluster carry in <c>iss</c>; no two clusters have the same.</summary>
    public required string Issuer { get; init; }

    /// <summary>Gets the issuer's JSON Web Key Set; null when keys come by discovery.</summary>
    public string? Jwks { get; init; }

    /// <summary>Gets the associations; at most one for a service account.</summary>
    public IReadOnlyList<PodIdentityAssociation> PodIdentityAssociations { get; init; } = [];
}

/// <summary>Which role the pods of a service account get, under the names of the EKS API.</summary>
public sealed record PodIdentityAssociation
{
    public required string Namespace { get; init; }

    public required string ServiceAccount { get; init; }

    /// <summary>Gets the ARN of a role of the cluster's account. It is in the directory at start.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Gets the ARN of a role, of any account, that the first one assumes for the pod; null for none.</summary>
    public string? TargetRoleArn { get; init; }

    /// <summary>Gets whether the session goes without the six tags that name cluster, namespace, service account and pod.</summary>
    public bool DisableSessionTags { get; init; }

    /// <summary>Gets the id: <c>a-</c> and lower-case letters and digits; null stands for one that follows from the names.</summary>
    public string? AssociationId { get; init; }
}
