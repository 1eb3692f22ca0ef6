using System.Globalization;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Sessions;

/// <summary>Decides whether a role admits who asks for it: the trust policy, and on the caller's side the caller's own policies.</summary>
internal static class RoleTrust
{
    /// <summary>The condition keys of a call that assumes a role.</summary>
    public static ConditionContext Context(
        RoleAssumptionRequest request, Role role, IReadOnlyList<Tag> inheritedTags, bool hasMfa, DateTimeOffset now)
    {
        var context = new ConditionContext(20);
        foreach (var (key, values) in request.TrustContext)
            context.SetValues(key, values);
        CallerContext.SetRequest(context, request.Facts, now);
        if (request.Caller is { } caller)
        {
            CallerContext.SetCaller(context, caller, now);
            if (hasMfa)
                CallerContext.SetMfa(context, TimeSpan.Zero);
        }
        else
        {
            PrincipalFacts.Set(context, request.Principal ?? Principal.Anonymous);
            foreach (var tag in request.Tags)
                context.Set("aws:PrincipalTag/" + tag.Key, tag.Value);
        }

        context.Set("sts:RoleSessionName", request.SessionName);
        if (request.ExternalId is { } externalId)
            context.Set("sts:ExternalId", externalId);
        if (request.SourceIdentity is { } sourceIdentity)
            context.Set("sts:SourceIdentity", sourceIdentity);
        if (request.Duration is { } duration)
            context.Set("sts:DurationSeconds", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        SetTags(context, request, role, inheritedTags);
        return context;
    }

    public static PolicyDecision Decide(
        RoleAssumptionRequest request, string action, AccountDirectory account, Role role, ConditionContext context) =>
        PolicyEvaluator.Evaluate(Question(request, action, account, role, context));

    public static PolicyRequest Question(
        RoleAssumptionRequest request, string action, AccountDirectory account, Role role, ConditionContext context)
    {
        var caller = request.Caller;
        return new PolicyRequest
        {
            Principal = caller?.Principal ?? request.Principal ?? Principal.Anonymous,
            Action = action,
            Resource = request.RoleArn.ToString(),
            ResourceAccount = account.Id,
            Context = context,
            ResourcePolicy = role.AssumeRolePolicyDocument.Compile(PolicyType.Trust),
            ResourcePolicyIsTrust = true,
            Identity = caller?.Policies.Identity,
            PermissionsBoundary = caller?.Policies.PermissionsBoundary,
            Session = caller?.SessionPolicies,
        };
    }

    private static void SetTags(
        ConditionContext context, RoleAssumptionRequest request, Role role, IReadOnlyList<Tag> inheritedTags)
    {
        foreach (var tag in role.Tags)
            SetResourceTag(context, tag);
        // An inherited transitive tag overrides the role's own tag of the same key.
        foreach (var tag in inheritedTags)
            SetResourceTag(context, tag);
        if (request.Tags.Count > 0)
        {
            string[] keys = new string[request.Tags.Count];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = request.Tags[i].Key;
                context.Set("aws:RequestTag/" + keys[i], request.Tags[i].Value);
            }
            context.SetMany("aws:TagKeys", keys);
        }
        if (request.TransitiveTagKeys.Count > 0)
            context.SetMany("sts:TransitiveTagKeys", request.TransitiveTagKeys);
    }

    private static void SetResourceTag(ConditionContext context, Tag tag) =>
        context.Set("aws:ResourceTag/" + tag.Key, tag.Value).Set("iam:ResourceTag/" + tag.Key, tag.Value);
}
