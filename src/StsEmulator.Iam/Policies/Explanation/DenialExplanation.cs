using StsEmulator.Iam.Policies.Matching;
using StsEmulator.Iam.Policies.Statements;

namespace StsEmulator.Iam.Policies.Explanation;

/// <summary>Finds the statement that came closest to allowing what nothing allowed.</summary>
public static class DenialExplanation
{
    // A statement about another action is further away than one about another resource or principal, and that further than a condition.
    private const int ActionWeight = 4;
    private const int TargetWeight = 2;

    /// <param name="arnOf">Gives the ARN behind a unique id, so that people read names; null to show ids.</param>
    /// <returns>Null for an allowed or explicitly denied request, and where no statement is about anything like it.</returns>
    public static NearestMiss? Find(PolicyRequest request, PolicyDecision decision, Func<string, string?>? arnOf = null)
    {
        if (decision.Outcome != PolicyOutcome.ImplicitDeny || decision.DeniedBy is not { } lacking)
            return null;
        Search search = new(request);
        switch (lacking)
        {
            case PolicyType.ServiceControl:
                search.Levels(request.ServiceControl, lacking);
                break;
            case PolicyType.ResourceControl:
                search.Levels(request.ResourceControl, lacking);
                break;
            case PolicyType.VpcEndpoint:
                search.All(request.VpcEndpoint, lacking);
                break;
            case PolicyType.PermissionsBoundary:
                search.All(request.PermissionsBoundary, lacking);
                break;
            case PolicyType.Session:
                search.All(request.Session, lacking);
                break;
            case PolicyType.Identity:
                search.All(request.Identity, lacking);
                search.Resource();
                break;
            default:
                search.Resource();
                break;
        }
        return search.Nearest is { } nearest ? MissText.Write(nearest, request, arnOf) : null;
    }

    /// <summary>A statement that does not apply and what failed in it.</summary>
    internal sealed record Candidate(PolicyType Type, NamedPolicy Policy, Statement Statement, int Distance)
    {
        public bool FailsAction { get; init; }

        public bool FailsResource { get; init; }

        public bool FailsPrincipal { get; init; }

        /// <summary>Gets the indexes of the conditions that do not hold.</summary>
        public IReadOnlyList<int> FailedConditions { get; init; } = [];
    }

    private sealed class Search(PolicyRequest request)
    {
        private readonly int colon = request.Action.IndexOf(':', StringComparison.Ordinal);

        public Candidate? Nearest { get; private set; }

        /// <summary>Of the levels only those count that allow nothing: the others are not in the way.</summary>
        public void Levels(IReadOnlyList<PolicyLevel>? levels, PolicyType type)
        {
            foreach (var level in levels ?? [])
            {
                var before = Nearest;
                if (All(level.Policies, type))
                    Nearest = before;
            }
        }

        public void Resource()
        {
            if (request.ResourcePolicy is { } policy)
                All([policy], request.ResourcePolicyIsTrust ? PolicyType.Trust : PolicyType.Resource);
        }

        /// <summary>Looks through policies; true when one of them allows.</summary>
        public bool All(IReadOnlyList<NamedPolicy>? policies, PolicyType type)
        {
            bool allows = false;
            foreach (var policy in policies ?? [])
            {
                foreach (var statement in policy.Document.Statements)
                {
                    if (statement.Effect != PolicyEffect.Allow)
                        continue;
                    var candidate = Judge(policy, statement, type);
                    allows |= candidate.Distance == 0;
                    if (candidate.Distance > 0 && (Nearest is null || candidate.Distance < Nearest.Distance) && IsAboutIt(candidate))
                        Nearest = candidate;
                }
            }
            return allows;
        }

        /// <summary>A statement about other actions is of interest only if it is about the same service and nothing else is in the way.</summary>
        private bool IsAboutIt(Candidate candidate) =>
            !candidate.FailsAction
            || (candidate.Distance == ActionWeight && Array.Exists(candidate.Statement.Actions, IsOfService));

        private bool IsOfService(ActionPattern pattern) => pattern.IsOf(request.Action.AsSpan(0, Math.Max(colon, 0)));

        private Candidate Judge(NamedPolicy policy, Statement statement, PolicyType type)
        {
            DecisionTrace trace = new(request.Context);
            bool hasAction = statement.MatchesAction(request.Action.AsSpan(0, Math.Max(colon, 0)), request.Action.AsSpan(colon + 1));
            bool hasResource = statement.MatchesResource(new ArnText(request.Resource), ref trace);
            bool hasPrincipal = NamesPrincipal(statement, type);
            List<int> failed = [];
            for (int i = 0; i < statement.Conditions.Length; i++)
            {
                if (!statement.Conditions[i].IsMet(ref trace))
                    failed.Add(i);
            }
            int distance = (hasAction ? 0 : ActionWeight) + (hasResource ? 0 : TargetWeight) + (hasPrincipal ? 0 : TargetWeight) + failed.Count;
            return new Candidate(type, policy, statement, distance)
            {
                FailsAction = !hasAction,
                FailsResource = !hasResource,
                FailsPrincipal = !hasPrincipal,
                FailedConditions = failed,
            };
        }

        private bool NamesPrincipal(Statement statement, PolicyType type)
        {
            if (statement.Principals is not { } principals)
                return type is not (PolicyType.Resource or PolicyType.Trust);
            PrincipalScope scope = new(request.Principal, type, request.PermissionsBoundary is not null, request.CanonicalUserId);
            return principals.Match(scope, PolicyEffect.Allow) != PrincipalMatch.None;
        }
    }
}
