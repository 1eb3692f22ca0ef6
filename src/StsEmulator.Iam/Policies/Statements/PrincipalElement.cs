using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies.Statements;

/// <summary>How a statement names a principal, weakest first.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>By its account: the account's own policies have the last word.</summary>
    Account,

    /// <summary>By the identity behind its session: stands in for an identity policy, but not for boundary and session policy.</summary>
    Identity,

    /// <summary>By itself, or with everybody.</summary>
    Direct,
}

/// <summary>What principal matching depends on beside the principal.</summary>
/// <param name="Type">How far <c>{"AWS":"*"}</c> reaches depends on the type of policy.</param>
/// <param name="HasBoundary">A user or role with a permissions boundary is never exempted by NotPrincipal in a Deny.</param>
internal readonly record struct PrincipalScope(Principal Principal, PolicyType Type, bool HasBoundary, string? CanonicalUserId);

/// <summary>A Principal or NotPrincipal element.</summary>
internal sealed class PrincipalElement(bool isNotPrincipal, PrincipalEntry[] entries)
{
    public PrincipalMatch Match(in PrincipalScope scope, PolicyEffect effect)
    {
        var strongest = PrincipalMatch.None;
        foreach (var entry in entries)
        {
            var match = entry.Match(scope);
            if (match > strongest)
                strongest = match;
        }
        if (!isNotPrincipal)
            return strongest;
        // Source: IAM User Guide, "NotPrincipal": with a boundary the Deny always applies to IAM users and roles.
        bool isAlwaysDenied = effect == PolicyEffect.Deny && scope.HasBoundary
            && scope.Principal.Kind is (PrincipalKind.User or PrincipalKind.RoleSession);
        return strongest == PrincipalMatch.None || isAlwaysDenied ? PrincipalMatch.Direct : PrincipalMatch.None;
    }
}
