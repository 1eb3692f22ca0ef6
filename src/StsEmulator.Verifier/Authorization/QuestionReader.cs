using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Authorization;

/// <summary>What a question says besides who asks.</summary>
internal sealed record Question(
    string Action, string Resource, AccountId? ResourceAccount, ConditionContext Context, PolicyInputs Policies);

/// <summary>Reads the part of a question that Authorize and Check share.</summary>
internal sealed class QuestionReader(PolicyInputReader policies)
{
    public bool TryRead(
        IAuthorizationQuestion message, IEnumerable<Policy> session,
        [NotNullWhen(true)] out Question? question, [NotNullWhen(false)] out RequestProblem? problem)
    {
        question = null;
        string resource = message.Resource.Length == 0 ? "*" : message.Resource;
        AccountId? account = null;
        problem = CheckResource(resource, out var arn);
        problem = CheckAction(message.Action) ?? problem;
        if (problem is not null)
            return false;
        if (message.ResourceAccount.Length > 0)
        {
            if (!AccountId.TryParse(message.ResourceAccount, out var given))
            {
                problem = new RequestProblem("resource_account", $"`{Cut(message.ResourceAccount)}` is no account id of 12 digits");
                return false;
            }
            account = given;
        }
        else if (AccountId.TryParse(arn?.Account, out var owner))
        {
            account = owner;
        }
        if (!TryReadContext(message, out var context, out problem) || !policies.TryRead(message, session, out var inputs, out problem))
            return false;
        question = new Question(message.Action, resource, account, context, inputs);
        return true;
    }

    private static RequestProblem? CheckAction(string action)
    {
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < action.Length - 1 && action.Length <= VerifierLimits.Action
            ? null
            : new RequestProblem("action", $"expected `service:Operation` of at most {VerifierLimits.Action} characters");
    }

    private static RequestProblem? CheckResource(string resource, out Arn? arn)
    {
        arn = null;
        return resource == "*" || (resource.Length <= VerifierLimits.Resource && Arn.TryParse(resource, out arn))
            ? null
            : new RequestProblem("resource", $"expected an ARN of at most {VerifierLimits.Resource} characters, or `*`");
    }

    private static bool TryReadContext(
        IAuthorizationQuestion message, out ConditionContext context, [NotNullWhen(false)] out RequestProblem? problem)
    {
        problem = null;
        context = new ConditionContext(Math.Min(message.Context.Count, VerifierLimits.ContextKeys));
        if (message.Context.Count > VerifierLimits.ContextKeys)
        {
            problem = new RequestProblem("context", $"expected at most {VerifierLimits.ContextKeys} condition keys");
            return false;
        }
        foreach (var (key, given) in message.Context)
        {
            if (key.Length == 0 || context.TryGet(key, out _))
                problem ??= new RequestProblem($"context[{Cut(key)}]", "expected a name that is not repeated; case does not tell keys apart");
            foreach (string value in given.Values)
            {
                if (value.Length > VerifierLimits.ContextValue)
                    problem ??= new RequestProblem($"context[{Cut(key)}]", $"expected at most {VerifierLimits.ContextValue} characters");
            }
            if (given.Values.Count == 1 && !given.Multivalued)
                context.Set(key, given.Values[0]);
            else
                context.SetMany(key, [.. given.Values]);
        }
        return problem is null;
    }

    private static string Cut(string text) =>
        text.Length <= 64 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 64)}…");
}
