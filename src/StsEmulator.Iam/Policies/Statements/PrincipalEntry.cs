using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies.Statements;

/// <summary>One value of a Principal element. An entry of a form that names nobody matches nobody.</summary>
internal abstract class PrincipalEntry
{
    public abstract PrincipalMatch Match(in PrincipalScope scope);

    public static PrincipalEntry Everyone { get; } = new EveryoneEntry(isAws: false);

    /// <param name="type">AWS, Service, Federated or CanonicalUser.</param>
    public static PrincipalEntry Read(string type, string value) => type switch
    {
        "AWS" => ReadAws(value),
        "Service" => new NamedEntry(PrincipalKind.Service, PrincipalKind.Service, value),
        "Federated" => new NamedEntry(PrincipalKind.WebIdentity, PrincipalKind.Saml, value),
        "CanonicalUser" => new CanonicalUserEntry(value),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static PrincipalEntry ReadAws(string value)
    {
        if (value == "*")
            return new EveryoneEntry(isAws: true);
        if (AccountId.TryParse(value, out var account))
            return new AccountEntry(account, partition: null);
        if (!Arn.TryParse(value, out var arn))
            return new UniqueIdEntry(value);
        if (!AccountId.TryParse(arn.Account, out account))
            return new ExactEntry(value);
        if (arn.Service == "iam" && arn.Resource == "root")
            return new AccountEntry(account, arn.Partition);
        return arn.Service == "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal)
            ? new RoleEntry(arn.Partition, account, arn.ResourceName)
            : new ExactEntry(value);
    }

    /// <summary>The lone star, or <c>{"AWS":"*"}</c>.</summary>
    private sealed class EveryoneEntry(bool isAws) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope)
        {
            bool isReached = !isAws || scope.Type switch
            {
                PolicyType.Trust => scope.Principal.Kind is not (PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml),
                PolicyType.Resource => scope.Principal.Kind is not (PrincipalKind.WebIdentity or PrincipalKind.Saml),
                _ => true,
            };
            return isReached ? PrincipalMatch.Direct : PrincipalMatch.None;
        }
    }

    private sealed class AccountEntry(AccountId account, string? partition) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope) =>
            scope.Principal.Account == account && (partition is null || partition == scope.Principal.Partition)
                ? PrincipalMatch.Account
                : PrincipalMatch.None;
    }

    /// <summary>A role by account and name: the session's ARN has no path, so the path in the policy has no part in it.</summary>
    private sealed class RoleEntry(string partition, AccountId account, string name) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope) =>
            scope.Principal.Kind == PrincipalKind.RoleSession && scope.Principal.Account == account
            && scope.Principal.Partition == partition && scope.Principal.Name == name
                ? PrincipalMatch.Identity
                : PrincipalMatch.None;
    }

    /// <summary>A user, a role session or a federated user by its whole ARN.</summary>
    private sealed class ExactEntry(string arn) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope)
        {
            if (scope.Principal.Kind is not (PrincipalKind.User or PrincipalKind.RoleSession or PrincipalKind.FederatedUser))
                return PrincipalMatch.None;
            if (scope.Principal.Arn == arn)
                return PrincipalMatch.Direct;
            // The user behind a federated user.
            return scope.Principal.IdentityArn == arn ? PrincipalMatch.Identity : PrincipalMatch.None;
        }
    }

    /// <summary>What a stored policy holds in place of a user or role ARN.</summary>
    private sealed class UniqueIdEntry(string uniqueId) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope)
        {
            if (scope.Principal.UniqueId != uniqueId)
                return PrincipalMatch.None;
            return scope.Principal.Kind == PrincipalKind.User ? PrincipalMatch.Direct : PrincipalMatch.Identity;
        }
    }

    private sealed class CanonicalUserEntry(string canonicalUserId) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope) =>
            scope.CanonicalUserId == canonicalUserId ? PrincipalMatch.Account : PrincipalMatch.None;
    }

    /// <summary>A service, or an identity provider, by its name; the lone star names all of the kind.</summary>
    private sealed class NamedEntry(PrincipalKind kind, PrincipalKind otherKind, string name) : PrincipalEntry
    {
        public override PrincipalMatch Match(in PrincipalScope scope)
        {
            bool isOfKind = scope.Principal.Kind == kind || scope.Principal.Kind == otherKind;
            return isOfKind && (name == "*" || scope.Principal.Arn == name || scope.Principal.Name == name) ? PrincipalMatch.Direct : PrincipalMatch.None;
        }
    }
}
