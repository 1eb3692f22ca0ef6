using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// What saving a trust or resource policy does to the principals in it, and what reading it back shows. Users and roles are stored as
/// unique ids: whoever is created later under the same name is somebody else. Source: IAM User Guide, "IAM identifiers", unique ids.
/// </summary>
public static class StoredPrincipals
{
    /// <summary>
    /// Writes unique ids for the users and roles of the directory's accounts. One that is not there refuses the policy with IAM's
    /// <c>Invalid principal in policy: "AWS":"arn…"</c>; accounts that the directory does not hold are taken at their word.
    /// </summary>
    /// <param name="json">A document that <see cref="PolicyParser"/> accepts.</param>
    public static bool TryStore(
        DirectorySnapshot directory, string json, [NotNullWhen(true)] out string? stored, [NotNullWhen(false)] out PolicyProblem? problem) =>
        PolicyPrincipals.TryToUniqueIds(json, arn => Bind(directory, arn), out stored, out problem);

    /// <summary>Shows the ARNs of those who still exist; of the others the bare <c>AIDA…</c> or <c>AROA…</c> id.</summary>
    public static string Show(DirectorySnapshot directory, string stored) =>
        PolicyPrincipals.ToDisplay(stored, uniqueId => ArnOf(directory, uniqueId));

    /// <summary>Gives the ARN of the user or role that holds a unique id now; null when nobody does.</summary>
    public static string? ArnOf(DirectorySnapshot directory, string uniqueId)
    {
        foreach (var account in directory.Accounts)
        {
            switch (account.FindByUniqueId(uniqueId))
            {
                case User user:
                    return ArnOf(user, account);
                case Role role:
                    return role.Arn(account.Partition);
            }
        }
        return null;
    }

    private static PrincipalBinding Bind(DirectorySnapshot directory, Arn arn)
    {
        if (directory.Find(arn.Account) is not { } account)
            return PrincipalBinding.Elsewhere;
        if (account.FindRoleByArn(arn) is { } role)
            return PrincipalBinding.To(role.RoleId);
        return account.FindUser(arn.ResourceName) is { } user && ArnOf(user, account) == arn.ToString()
            ? PrincipalBinding.To(user.UserId)
            : PrincipalBinding.Unknown;
    }

    private static string ArnOf(User user, AccountDirectory account) =>
        $"arn:{account.Partition}:iam::{account.Id}:user{user.Path}{user.UserName}";
}
