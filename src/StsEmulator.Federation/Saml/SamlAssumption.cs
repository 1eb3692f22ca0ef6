using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Federation.Saml;

/// <summary>How whom a SAML assertion speaks of becomes a role session, at whichever door.</summary>
public static class SamlAssumption
{
    public const string Action = "sts:AssumeRoleWithSAML";

    /// <summary>The roles of IAM Identity Center, which only that may give. Source: IAM user guide, "AWS reserved IAM roles".</summary>
    private const string ReservedRolePrefix = "AWSReservedSSO_";

    /// <summary>Tells whether a provider may serve a role: one of its own account only, whatever else a trust policy may name.</summary>
    public static bool MayServe(Arn provider, Arn role) =>
        role.Account == provider.Account && !role.ResourceName.StartsWith(ReservedRolePrefix, StringComparison.Ordinal);

    public static RoleAssumptionRequest Request(SamlIdentity identity, Arn roleArn, RequestFacts facts) => new()
    {
        Action = Action,
        Principal = Principal.Saml(identity.ProviderArn),
        RoleArn = roleArn,
        SessionName = identity.RoleSessionName,
        LongestDuration = identity.LongestSession,
        Tags = identity.Tags,
        TransitiveTagKeys = identity.TransitiveTagKeys,
        SourceIdentity = identity.SourceIdentity,
        FederatedProvider = identity.ProviderArn,
        TrustContext = new Dictionary<string, IReadOnlyList<string>>(identity.ConditionKeys, StringComparer.OrdinalIgnoreCase)
        {
            ["aws:FederatedProvider"] = [identity.ProviderArn],
        },
        SessionContext = identity.SessionContext,
        Facts = facts,
    };
}
