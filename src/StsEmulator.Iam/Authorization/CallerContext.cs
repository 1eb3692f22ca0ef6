using System.Globalization;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Authorization;

/// <summary>Fills the global condition keys of a request. Facts derived from identity replace whatever else was in the context.</summary>
public static class CallerContext
{
    public static void SetRequest(ConditionContext context, RequestFacts facts, DateTimeOffset now)
    {
        var second = Second.Of(now);
        context.Set("aws:CurrentTime", second.Text);
        context.Set("aws:EpochTime", second.Epoch);
        context.Set("aws:SecureTransport", facts.IsSecure ? "true" : "false");
        context.Set("aws:RequestedRegion", facts.Region);
        if (facts.SourceIp is { } address)
            context.Set("aws:SourceIp", address);
        if (facts.UserAgent is { } agent)
            context.Set("aws:UserAgent", agent);
        if (facts.Referer is { } referer)
            context.Set("aws:Referer", referer);
    }

    /// <summary>Sets what follows from who the caller is and from its session.</summary>
    public static void SetCaller(ConditionContext context, Caller caller, DateTimeOffset now)
    {
        PrincipalFacts.Set(context, caller.Principal);
        foreach (var tag in caller.Policies.Tags)
            context.Set("aws:PrincipalTag/" + tag.Key, tag.Value);
        if (caller.Directory.OrganizationOf(caller.Account.Id) is { } organization)
        {
            context.Set("aws:PrincipalOrgID", organization.Id);
            context.SetMany("aws:PrincipalOrgPaths", [organization.PathOf(caller.Account.Id)]);
        }
        if (caller.Session is { } session)
            SetSession(context, session, now);
        else
            RemoveSession(context);
    }

    /// <summary>The texts of one second. The latest is kept: every request of that second needs the same.</summary>
    private sealed record Second(long Number, string Text, string Epoch)
    {
        private static volatile Second latest = Make(0);

        public static Second Of(DateTimeOffset now)
        {
            long number = now.ToUnixTimeSeconds();
            var known = latest;
            return known.Number == number ? known : latest = Make(number);
        }

        private static Second Make(long number) => new(
            number,
            DateTimeOffset.FromUnixTimeSeconds(number).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            number.ToString(CultureInfo.InvariantCulture));
    }

    private static void SetSession(ConditionContext context, Session session, DateTimeOffset now)
    {
        context.Set("aws:TokenIssueTime", session.IssuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        var facts = session.Facts;
        Put(context, "aws:AssumedRoot", session.Kind == SessionKind.RootTask ? "true" : null);
        // A role session does not carry the MFA of the call that made it. Source: IAM User Guide, aws:MultiFactorAuthPresent.
        if (session.Kind is SessionKind.Role or SessionKind.InstanceIdentity)
        {
            context.Remove("aws:MultiFactorAuthPresent").Remove("aws:MultiFactorAuthAge");
        }
        else if (facts?.MfaAuthenticatedAt is { } at)
        {
            SetMfa(context, now - at);
        }
        else
        {
            context.Set("aws:MultiFactorAuthPresent", "false").Remove("aws:MultiFactorAuthAge");
        }
        foreach (var tag in facts?.Tags ?? [])
            context.Set("aws:PrincipalTag/" + tag.Key, tag.Value);
        Put(context, "aws:SourceIdentity", facts?.SourceIdentity);
        Put(context, "aws:FederatedProvider", facts?.FederatedProvider);
        if (facts is null)
            return;
        foreach (var (key, values) in facts.Context)
            context.SetValues(key, values);
    }

    internal static void SetMfa(ConditionContext context, TimeSpan age) => context
        .Set("aws:MultiFactorAuthPresent", "true")
        .Set("aws:MultiFactorAuthAge", ((long)Math.Max(0, age.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    private static void RemoveSession(ConditionContext context)
    {
        context.Remove("aws:TokenIssueTime").Remove("aws:MultiFactorAuthPresent").Remove("aws:MultiFactorAuthAge")
            .Remove("aws:SourceIdentity").Remove("aws:FederatedProvider").Remove("aws:AssumedRoot");
    }

    private static void Put(ConditionContext context, string key, string? value)
    {
        if (value is null)
            context.Remove(key);
        else
            context.Set(key, value);
    }
}
