using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Simulation;

/// <summary>
/// The policy simulators of IAM, over the same evaluator that decides requests. Beyond the service, trust policies count: an action that
/// assumes a role is judged with the policy of the role that ResourceArns names.
/// </summary>
public static class PolicySimulation
{
    /// <summary>SimulateCustomPolicy: the policies of the request alone.</summary>
    public static SimulationResult Custom(SimulationRequest request) => request.PolicyInputList.Count == 0
        ? SimulationProblem.Invalid("PolicyInputList has at least one policy.")
        : Run(request, new SimulatedPolicies(), source: null);

    /// <summary>SimulatePrincipalPolicy: the policies of a user with its groups, of a group or of a role, and those of the request.</summary>
    /// <param name="policySourceArn">The ARN of the user, group or role.</param>
    public static SimulationResult Principal(SimulationRequest request, string policySourceArn)
    {
        SimulatedPolicies policies = new();
        return PolicySource.Find(request.Directory, policySourceArn) is { } source
            ? Run(request, policies, source)
            : SimulationProblem.Missing($"The entity {policySourceArn} cannot be found.");
    }

    private static SimulationResult Run(SimulationRequest request, SimulatedPolicies policies, PolicySource? source)
    {
        if ((policies.Read(request) ?? RunInstancesScenario.Check(request)) is { } problem)
            return problem;
        source?.AddTo(policies);
        Principal? caller = source?.Principal;
        if (request.CallerArn is { } callerArn && SimulatedCaller.Find(request.Directory, callerArn, out caller) is { } unknown)
            return unknown;
        if (request.ResourcePolicy is not null && caller?.Kind != PrincipalKind.User)
            return SimulationProblem.Invalid("CallerArn is required with ResourcePolicy, and is the ARN of an IAM user.");

        ConditionContext context = new();
        PrincipalFacts.Set(context, caller ?? SimulatedCaller.Unnamed(request.Account));
        if (caller is null)
            context.Remove("aws:PrincipalArn").Remove("aws:PrincipalType");
        if (SimulationContext.Read(request.ContextEntries, context) is { } malformed)
            return malformed;
        List<EvaluationResult> results = [];
        IReadOnlyList<string> resources = request.ResourceArns.Count == 0 ? ["*"] : request.ResourceArns;
        Simulated simulated = new(request, policies, caller ?? SimulatedCaller.Unnamed(request.Account), context);
        foreach (string action in request.ActionNames)
        {
            if (action.IndexOf(':', StringComparison.Ordinal) is <= 0 || action.EndsWith(':'))
                return SimulationProblem.Invalid($"Invalid Action Name: {action}");
            foreach (string resource in resources)
            {
                if (simulated.Decide(action, resource, out var result) is { } wrong)
                    return wrong;
                results.Add(result!);
            }
        }
        return SimulationResult.Of(results);
    }

    /// <summary>What all pairs of action and resource share.</summary>
    private sealed class Simulated(SimulationRequest request, SimulatedPolicies policies, Principal caller, ConditionContext context)
    {
        private static readonly NamedPolicy AllowsEverything = AwsManagedPolicies.FindCompiled("arn:aws:iam::aws:policy/AdministratorAccess")!;

        private NamedPolicy? resourcePolicy;

        public SimulationProblem? Decide(string action, string resource, out EvaluationResult? result)
        {
            result = null;
            bool hasResource = resource != "*";
            if (hasResource && !Arn.TryParse(resource, out _))
                return SimulationProblem.Invalid($"Invalid Input: {resource} is no ARN.");
            var question = Ask(action, resource, out var problem);
            if (question is null)
                return problem;
            var decision = PolicyEvaluator.Evaluate(question);
            IReadOnlyList<SimulatedStatement> matched = [.. decision.DecidedBy.Select(Source)];
            bool? boundary = question.PermissionsBoundary is null ? null : Alone(question, PolicyType.PermissionsBoundary) == PolicyOutcome.Allowed;
            bool isCross = question.ResourceAccount is { } owner && owner != caller.Account;
            var details = isCross ? Sides(question) : hasResource ? new Dictionary<string, PolicyOutcome>() : null;
            result = new EvaluationResult
            {
                EvalActionName = action,
                EvalResourceName = resource,
                EvalDecision = decision.Outcome,
                MatchedStatements = matched,
                MissingContextValues = hasResource ? [] : decision.MissingContextKeys,
                AllowedByOrganizations = question.ServiceControl is null ? null : decision.DeniedBy != PolicyType.ServiceControl,
                AllowedByPermissionsBoundary = boundary,
                EvalDecisionDetails = details,
                NearestMiss = DenialExplanation.Find(question, decision, id => StoredPrincipals.ArnOf(request.Directory, id)),
                ResourceSpecificResults = !hasResource ? [] :
                [
                    new ResourceSpecificResult
                    {
                        EvalResourceName = resource,
                        EvalResourceDecision = decision.Outcome,
                        MatchedStatements = matched,
                        MissingContextValues = decision.MissingContextKeys,
                        EvalDecisionDetails = details,
                        AllowedByPermissionsBoundary = boundary,
                    },
                ],
            };
            return null;
        }

        private PolicyRequest? Ask(string action, string resource, out SimulationProblem? problem)
        {
            problem = null;
            var role = IsAboutTrust(action) && Arn.TryParse(resource, out var arn) ? request.Directory.FindRole(arn) : null;
            NamedPolicy? policy = null;
            if (role is var (_, trusting) && request.ResourcePolicy is null)
                policy = policies.Trust(trusting);
            else if (request.ResourcePolicy is { } json && (policy = resourcePolicy) is null)
                problem = policies.ReadResource(json, IsAboutTrust(action) ? PolicyType.Trust : PolicyType.Resource, out policy);
            if (problem is not null)
                return null;
            if (request.ResourcePolicy is not null)
                resourcePolicy = policy;
            return new PolicyRequest
            {
                Principal = caller,
                Action = action,
                Resource = resource,
                ResourceAccount = Owner(resource) ?? caller.Account,
                Context = context,
                Identity = policies.Identity,
                PermissionsBoundary = policies.Boundary,
                ResourcePolicy = policy,
                ResourcePolicyIsTrust = policy is not null && IsAboutTrust(action),
                ServiceControl = request.ServiceControl,
            };
        }

        /// <summary>As given; else the account of the ARN. An account may be told by the ARN of its root or of a user.</summary>
        private AccountId? Owner(string resource)
        {
            if (request.ResourceOwner is { } given && AccountId.TryParse(Arn.TryParse(given, out var owner) ? owner.Account : given, out var stated))
                return stated;
            return Arn.TryParse(resource, out var arn) && AccountId.TryParse(arn.Account, out var account) ? account : null;
        }

        /// <summary>What each side says on its own across accounts.</summary>
        /// <remarks>The names of the sides are unverified.</remarks>
        private static Dictionary<string, PolicyOutcome> Sides(PolicyRequest question) => new(StringComparer.Ordinal)
        {
            ["IAM Policy"] = Alone(question, PolicyType.Identity),
            ["Resource Policy"] = Alone(question, PolicyType.Resource),
        };

        /// <summary>What the policies of one type decide where all others allow.</summary>
        private static PolicyOutcome Alone(PolicyRequest question, PolicyType type) => PolicyEvaluator.Evaluate(new PolicyRequest
        {
            Principal = question.Principal,
            Action = question.Action,
            Resource = question.Resource,
            ResourceAccount = type == PolicyType.Resource ? question.ResourceAccount : null,
            Context = question.Context,
            Identity = type switch
            {
                PolicyType.Identity => question.Identity,
                PolicyType.PermissionsBoundary => question.PermissionsBoundary,
                _ => [AllowsEverything],
            },
            ResourcePolicy = type == PolicyType.Resource ? question.ResourcePolicy : null,
            ResourcePolicyIsTrust = type == PolicyType.Resource && question.ResourcePolicyIsTrust,
        }).Outcome;

        private SimulatedStatement Source(DecidingStatement statement)
        {
            // Service control policies are the caller's own and keep their names.
            if (policies.Find(statement.Policy) is not { } source)
                return new SimulatedStatement(statement.Policy, "none", new TextPosition(1, 1), new TextPosition(1, 1));
            var (start, end) = StatementPositions.Find(source.Named.Document.Text, statement.Statement);
            return new SimulatedStatement(source.SourceId, source.SourceType, start, end);
        }

        private static bool IsAboutTrust(string action) => action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:TagSession", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:SetSourceIdentity", StringComparison.OrdinalIgnoreCase);
    }
}
