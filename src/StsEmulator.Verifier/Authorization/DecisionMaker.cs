using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Time;

namespace StsEmulator.Verifier.Authorization;

/// <summary>Decides a question about a subject and writes the reply.</summary>
internal sealed class DecisionMaker(LiveDirectory directory, EmulatorClock clock)
{
    /// <param name="facts">What the request itself tells, where one was received; a question's own context goes before it.</param>
    public DecidedQuestion Decide(Subject subject, Question question, RequestFacts? facts)
    {
        var now = clock.GetUtcNow();
        var defaults = new ConditionContext();
        CallerContext.SetRequest(defaults, facts ?? new RequestFacts { Region = "" }, now);
        if (facts is null)
            defaults.Remove("aws:SecureTransport").Remove("aws:RequestedRegion");
        var account = question.ResourceAccount ?? subject.Principal.Account;
        if (account is { } owner)
            defaults.Set("aws:ResourceAccount", owner.ToString());
        var context = subject.Over(Supplied(question.Context, defaults), now);

        PolicyDecision decision;
        CallEvidence evidence;
        if (subject.Caller is { } caller && !SessionLimits.Allow(caller, question.Action))
        {
            decision = CallerAuthorization.Decide(caller, question.Action, question.Resource, context);
            evidence = CallEvidence.Of(decision, caller, question.Action, question.Resource, context);
        }
        else
        {
            var request = Request(subject, question, account, context);
            decision = PolicyEvaluator.Evaluate(request);
            evidence = CallEvidence.Of(request, decision, subject.Caller?.Directory ?? directory.Current);
        }
        return new DecidedQuestion(
            DecisionReply.Of(subject.Principal, question, decision), subject, question, decision, context, evidence);
    }

    private static PolicyRequest Request(Subject subject, Question question, AccountId? account, ConditionContext context) => new()
    {
        Principal = subject.Principal,
        Action = question.Action,
        Resource = question.Resource,
        ResourceAccount = account,
        Context = context,
        Identity = subject.Identity,
        PermissionsBoundary = subject.PermissionsBoundary,
        Session = question.Policies.Session ?? subject.Session,
        ResourcePolicy = question.Policies.Resource,
        ResourcePolicyIsTrust = question.Policies.ResourceIsTrust,
        VpcEndpoint = question.Policies.VpcEndpoint,
        ServiceControl = question.Policies.ServiceControl,
        ResourceControl = question.Policies.ResourceControl,
    };

    private static ConditionContext Supplied(ConditionContext given, ConditionContext over)
    {
        foreach (string key in given.Keys)
        {
            if (!given.TryGet(key, out var value))
                continue;
            if (!value.IsMultivalued)
            {
                over.Set(key, value[0]);
                continue;
            }
            string[] many = new string[value.Count];
            for (int i = 0; i < many.Length; i++)
                many[i] = value[i];
            over.SetMany(key, many);
        }
        return over;
    }
}
