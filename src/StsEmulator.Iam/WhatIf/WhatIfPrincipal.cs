using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Grammar;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.WhatIf;

/// <summary>
/// Reads the principal of a question. An ARN does not tell everything about its principal: what the context adds without
/// contradicting the ARN (the path of a role, unique ids) is taken from there.
/// </summary>
internal static class WhatIfPrincipal
{
    private const string Forms =
        "expected the ARN of a root, user, role, role session or federated user, "
        + "{\"Service\": \"...\"}, {\"Federated\": \"...\"} or {\"Type\": \"Anonymous\"}";

    private static readonly string[] Names = ["Service", "Federated", "Type"];

    /// <summary>Gives null together with a problem.</summary>
    public static Principal? Read(JsonNode? node, ConditionContext context, out WhatIfProblem? problem)
    {
        problem = null;
        var principal = node?.Kind switch
        {
            JsonNodeKind.String => ReadArn(node.Text, context),
            JsonNodeKind.Object => ReadNamed(node, out problem),
            _ => null,
        };
        if (principal is null)
            problem = problem?.In("Principal") ?? new WhatIfProblem("Principal", Forms);
        return principal;
    }

    private static Principal? ReadNamed(JsonNode node, out WhatIfProblem? problem)
    {
        var element = new WhatIfElement(node, Names);
        string? service = element.Text("Service"), provider = element.Text("Federated"), type = element.Text("Type");
        problem = element.Problem;
        if (problem is not null || node.Members.Count != 1)
            return null;
        if (service is not null)
            return Principal.Service(service);
        if (provider is not null)
            return provider.Contains(":saml-provider/", StringComparison.Ordinal) ? Principal.Saml(provider) : Principal.WebIdentity(provider);
        return type == "Anonymous" ? Principal.Anonymous : null;
    }

    private static Principal? ReadArn(string text, ConditionContext context)
    {
        if (!Arn.TryParse(text, out var arn) || !AccountId.TryParse(arn.Account, out var account))
            return null;
        if (arn.Partition.Length == 0 || arn.Region.Length > 0)
            return null;
        string[] segments = arn.Resource.Split('/');
        if (Array.Exists(segments, segment => segment.Length == 0))
            return null;
        return (arn.Service, segments) switch
        {
            ("iam", ["root"]) => Principal.Root(arn.Partition, account),
            ("iam", ["user", _, ..]) => WithUserId(User(text, arn, account), context),
            ("iam", ["role", _, ..]) => WithUserId(Role(text, arn, account), context),
            ("sts", ["assumed-role", Principal.InstanceIdentityRole, var instance]) => Principal.InstanceIdentity(arn.Partition, account, instance),
            ("sts", ["assumed-role", var role, var session]) => WithRole(WithUserId(Session(text, arn, account, role, session), context), context),
            ("sts", ["federated-user", var name]) => Principal.FederatedUser(arn.Partition, account, name, text, uniqueId: null),
            _ => null,
        };
    }

    private static Principal User(string text, Arn arn, AccountId account) => new()
    {
        Kind = PrincipalKind.User,
        Arn = text,
        Partition = arn.Partition,
        Account = account,
        Name = arn.ResourceName,
    };

    /// <summary>A role itself: what holds for every session of it.</summary>
    private static Principal Role(string text, Arn arn, AccountId account) => new()
    {
        Kind = PrincipalKind.RoleSession,
        Arn = text,
        Partition = arn.Partition,
        Account = account,
        Name = arn.ResourceName,
    };

    private static Principal Session(string text, Arn arn, AccountId account, string role, string session) => new()
    {
        Kind = PrincipalKind.RoleSession,
        Arn = text,
        Partition = arn.Partition,
        Account = account,
        Name = role,
        SessionName = session,
        IdentityArn = $"arn:{arn.Partition}:iam::{account}:role/{role}",
    };

    /// <summary>Takes the role's ARN with its path from the context, if it is the same role.</summary>
    private static Principal WithRole(Principal session, ConditionContext context)
    {
        bool isSameRole = context.TryGetSingle("aws:PrincipalArn", out string? text) && Arn.TryParse(text, out var arn)
            && arn.Service == "iam" && arn.Partition == session.Partition && arn.Account == session.Account.ToString()
            && arn.Resource.StartsWith("role/", StringComparison.Ordinal) && arn.ResourceName == session.Name;
        return isSameRole ? session with { IdentityArn = text! } : session;
    }

    /// <summary>Takes <c>aws:userid</c> from the context, if such a principal can have it.</summary>
    private static Principal WithUserId(Principal principal, ConditionContext context)
    {
        if (!context.TryGetSingle("aws:userid", out string? userId))
            return principal;
        int colon = userId.IndexOf(':', StringComparison.Ordinal);
        bool isConsistent = principal.Kind == PrincipalKind.RoleSession
            ? colon > 0 && !userId.StartsWith("AIDA", StringComparison.Ordinal)
                && (principal.SessionName is null || userId.AsSpan(colon + 1).SequenceEqual(principal.SessionName))
            : colon < 0 && !userId.StartsWith("AROA", StringComparison.Ordinal);
        return isConsistent ? principal with { UserId = userId, UniqueId = colon < 0 ? userId : userId[..colon] } : principal;
    }
}
