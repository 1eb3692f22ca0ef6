using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Sessions;

/// <summary>Reads the session policies of a call and freezes them as text.</summary>
internal static class SessionPolicies
{
    /// <param name="account">The account whose managed policies may be named.</param>
    /// <param name="policies">The policies; null where none was given.</param>
    public static bool TryRead(
        string? inline, IReadOnlyList<string> arns, AccountDirectory account, out IReadOnlyList<StoredPolicy>? policies,
        [NotNullWhen(false)] out RoleAssumptionRefusal? refusal)
    {
        policies = null;
        refusal = null;
        if (inline is null && arns.Count == 0)
            return true;
        var read = new List<StoredPolicy>(arns.Count + 1);
        if (inline is not null)
        {
            if (!PolicyParser.TryParse(inline, PolicyType.Session, PolicyStrictness.Submitted, out _, out var problem))
            {
                refusal = new RoleAssumptionRefusal(RoleAssumptionFailure.MalformedPolicy, Problem: problem);
                return false;
            }
            read.Add(new StoredPolicy("Policy", inline));
        }
        foreach (string arn in arns)
        {
            if (account.FindManagedPolicy(arn) is not { } managed)
            {
                refusal = new RoleAssumptionRefusal(RoleAssumptionFailure.UnknownPolicyArn, Subject: arn);
                return false;
            }
            read.Add(new StoredPolicy(managed.Name, managed.Text));
        }
        policies = read;
        return true;
    }
}
