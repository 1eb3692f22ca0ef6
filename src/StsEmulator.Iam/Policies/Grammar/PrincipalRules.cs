using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>What IAM demands of policies that name principals: trust, resource and resource control policies.</summary>
internal static class PrincipalRules
{
    /// <summary>What a trust policy may be about. Wildcards within the service are accepted.</summary>
    private static readonly string[] TrustActions =
        ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "TagSession", "SetSourceIdentity", "SetContext"];

    public static PolicyFault? Check(DocumentDraft document, PolicyType type)
    {
        foreach (var statement in document.Statements)
        {
            var fault = type switch
            {
                PolicyType.Trust => CheckTrust(statement),
                PolicyType.Resource or PolicyType.VpcEndpoint => CheckPrincipals(statement, PolicyTexts.SyntaxErrors),
                PolicyType.ResourceControl => CheckResourceControl(statement),
                _ => null,
            };
            if (fault is not null)
                return fault;
        }
        return null;
    }

    private static PolicyFault? CheckTrust(StatementDraft statement)
    {
        if (statement.Resources is not null)
            return PolicyFault.At(statement, PolicyTexts.TrustResource, "a trust policy belongs to its role and names no resource");
        foreach (var action in statement.Actions!)
        {
            if (statement.IsNotAction || !IsTrustAction(action.Text!))
                return PolicyFault.At(action, PolicyTexts.TrustActions, $"`{action.Text}` is no action on a role's trust");
        }
        return CheckPrincipals(statement, PolicyTexts.TrustPrincipal);
    }

    private static bool IsTrustAction(string text)
    {
        if (text == "*")
            return false;
        var pattern = new ActionPattern(text);
        return Array.Exists(TrustActions, action => pattern.Matches("sts", action));
    }

    private static PolicyFault? CheckPrincipals(StatementDraft statement, string missing)
    {
        if (statement.Principals is null or [])
            return PolicyFault.At(statement, missing, "a statement has `Principal` or `NotPrincipal`, with at least one value");
        foreach (var (type, value) in statement.Principals)
        {
            if (type == "AWS" && !IsAwsPrincipal(value.Text!))
                return PolicyFault.At(value, PolicyTexts.InvalidPrincipal(type, value.Text!), $"`{value.Text}` names no principal");
        }
        return null;
    }

    private static PolicyFault? CheckResourceControl(StatementDraft statement)
    {
        if (statement.Principals is null || statement.IsNotPrincipal || statement.Principals.Exists(entry => entry.Value.Text != "*"))
            return PolicyFault.Syntax("the principal of a resource control policy is \"*\"", statement.Path, statement.Node);
        return statement.Effect == PolicyEffect.Deny
            ? null
            : PolicyFault.Syntax("the effect in a resource control policy is \"Deny\"", statement.Path, statement.Node);
    }

    /// <summary>An account, root, user, role, role session, federated user, a stored unique id, or the star; no other wildcard.</summary>
    private static bool IsAwsPrincipal(string text)
    {
        if (text == "*" || AccountId.TryParse(text, out _) || IsUniqueId(text))
            return true;
        if (text.AsSpan().ContainsAny('*', '?') || !Arn.TryParse(text, out var arn))
            return false;
        if (arn.Region.Length > 0 || !AccountId.TryParse(arn.Account, out _))
            return false;
        return arn.Service switch
        {
            "iam" => arn.Resource == "root" || IsNamed(arn.Resource, "user/") || IsNamed(arn.Resource, "role/"),
            "sts" => (IsNamed(arn.Resource, "assumed-role/") && arn.Resource.Count(c => c == '/') == 2)
                || IsNamed(arn.Resource, "federated-user/"),
            _ => false,
        };
    }

    private static bool IsNamed(string resource, string prefix) =>
        resource.Length > prefix.Length && resource.StartsWith(prefix, StringComparison.Ordinal) && resource[^1] != '/';

    private static bool IsUniqueId(string text) =>
        text.Length is >= 16 and <= 128
        && (text.StartsWith("AIDA", StringComparison.Ordinal) || text.StartsWith("AROA", StringComparison.Ordinal))
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
