using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Verifier.Authorization;

/// <summary>Finds the principal that a text names: an ARN on record, a service or anonymous.</summary>
internal static class SubjectFinder
{
    private const string Forms =
        "expected the ARN of a root, user, role, role session or federated user, a service such as `lambda.amazonaws.com`, or `*`";

    /// <summary>A DNS name's own limit; service names are far shorter.</summary>
    private const int LongestServiceName = 253;

    /// <param name="subject">The principal; null when the text is well formed and nobody by that name is on record.</param>
    /// <returns>False when the text names no principal at all.</returns>
    public static bool TryFind(
        DirectorySnapshot directory, string text, out Subject? subject, [NotNullWhen(false)] out RequestProblem? problem)
    {
        subject = null;
        problem = null;
        if (text == "*")
        {
            subject = Subject.Of(Principal.Anonymous, ResolvedPolicies.None);
            return true;
        }
        if (IsService(text))
        {
            subject = Subject.Of(Principal.Service(text), ResolvedPolicies.None);
            return true;
        }
        if (!Arn.TryParse(text, out var arn) || arn.Region.Length > 0 || !AccountId.TryParse(arn.Account, out _) || !IsPrincipal(arn))
        {
            problem = new RequestProblem("principal", Forms);
            return false;
        }
        if (directory.Find(arn.Account) is { } account && account.Partition == arn.Partition)
            subject = Find(account, arn);
        return true;
    }

    private static Subject? Find(AccountDirectory account, Arn arn)
    {
        string[] segments = arn.Resource.Split('/');
        switch (segments)
        {
            case ["root"]:
                return Subject.Of(Principal.Root(account.Partition, account.Id), ResolvedPolicies.None);
            case ["user", ..]:
                return account.FindUser(segments[^1]) is { } user && arn.Resource == $"user{user.Path}{user.UserName}"
                    ? Subject.Of(Principal.User(account.Partition, account.Id, user.Path, user.UserName, user.UserId), account.PoliciesOf(user))
                    : null;
            case ["role", ..]:
                return account.FindRoleByArn(arn) is { } role ? Subject.Of(WholeRole(account, role), account.PoliciesOf(role)) : null;
            case ["assumed-role", Principal.InstanceIdentityRole, var instance]:
                return Subject.Of(Principal.InstanceIdentity(account.Partition, account.Id, instance), ResolvedPolicies.None);
            case ["assumed-role", var name, var session]:
                return account.FindRole(name) is { } assumed
                    ? Subject.Of(
                        Principal.RoleSession(account.Partition, account.Id, assumed.Path, assumed.RoleName, assumed.RoleId, session),
                        account.PoliciesOf(assumed))
                    : null;
            // The user behind it is not known from the name; only a resource policy can allow it anything.
            default:
                return Subject.Of(
                    Principal.FederatedUser(account.Partition, account.Id, segments[^1], arn.ToString(), uniqueId: null), ResolvedPolicies.None)
                    .WithSession([]);
        }
    }

    /// <summary>A role itself: what holds for every session of it.</summary>
    private static Principal WholeRole(AccountDirectory account, Role role) => new()
    {
        Kind = PrincipalKind.RoleSession,
        Arn = role.Arn(account.Partition),
        Partition = account.Partition,
        Account = account.Id,
        Name = role.RoleName,
        UniqueId = role.RoleId,
        UserId = role.RoleId,
    };

    private static bool IsPrincipal(Arn arn)
    {
        string[] segments = arn.Resource.Split('/');
        if (Array.Exists(segments, segment => segment.Length == 0))
            return false;
        return (arn.Service, segments) is ("iam", ["root"] or ["user" or "role", _, ..])
            or ("sts", ["assumed-role", _, _] or ["federated-user", _]);
    }

    private static bool IsService(string text)
    {
        if (text.Length > LongestServiceName || !(text.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            || text.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal) || text.EndsWith(".amazon.com", StringComparison.Ordinal)))
        {
            return false;
        }
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-'))
                return false;
        }
        return text[0] != '.';
    }
}
