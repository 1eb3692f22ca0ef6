using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies;

/// <summary>
/// The condition keys that follow from who the principal is. They replace whatever a caller supplied, and what the principal cannot
/// have is removed. Source: IAM User Guide, "AWS global condition context keys", properties of the principal.
/// </summary>
public static class PrincipalFacts
{
    public static void Set(ConditionContext context, Principal principal)
    {
        bool hasAccount = principal.Account is not null;
        Put(context, "aws:PrincipalArn", hasAccount ? principal.PrincipalArn : null);
        Put(context, "aws:PrincipalAccount", principal.Account?.ToString());
        Put(context, "aws:PrincipalType", principal.PrincipalType);
        Put(context, "aws:userid", principal.UserId.Length > 0 ? principal.UserId : null);
        Put(context, "aws:username", principal.Kind == PrincipalKind.User ? principal.Name : null);

        bool isService = principal.Kind == PrincipalKind.Service;
        Put(context, "aws:PrincipalIsAWSService", isService ? "true" : hasAccount ? "false" : null);
        Put(context, "aws:PrincipalServiceName", isService ? principal.Arn : null);
        if (!isService)
            context.Remove("aws:PrincipalServiceNamesList");
        else if (!Lists(context, "aws:PrincipalServiceNamesList", principal.Arn))
            context.SetMany("aws:PrincipalServiceNamesList", [principal.Arn]);
    }

    private static void Put(ConditionContext context, string key, string? value)
    {
        if (value is null)
            context.Remove(key);
        else
            context.Set(key, value);
    }

    /// <summary>A service has further names, such as regional ones, that only the caller can know.</summary>
    private static bool Lists(ConditionContext context, string key, string name)
    {
        if (!context.TryGet(key, out var values) || !values.IsMultivalued)
            return false;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] == name)
                return true;
        }
        return false;
    }
}
