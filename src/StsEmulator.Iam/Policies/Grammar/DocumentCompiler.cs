using StsEmulator.Iam.Policies.Conditions;
using StsEmulator.Iam.Policies.Matching;
using StsEmulator.Iam.Policies.Statements;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>Turns the draft of a document into what decisions are made on.</summary>
internal static class DocumentCompiler
{
    public static PolicyDocument Compile(string text, PolicyType type, DocumentDraft draft)
    {
        bool variables = draft.Version?.Text == "2012-10-17";
        Statement[] statements = [.. draft.Statements.Select(statement => Compile(statement, variables))];
        return new PolicyDocument(text, type, draft.Version?.Text, draft.Id, statements);
    }

    private static Statement Compile(StatementDraft draft, bool variables) => new()
    {
        Index = draft.Index,
        Sid = draft.Sid?.Text,
        Effect = draft.Effect,
        Actions = [.. draft.Actions!.Select(action => new ActionPattern(action.Text!))],
        IsNotAction = draft.IsNotAction,
        Resources = draft.Resources is null ? null : [.. draft.Resources.Select(resource => ArnPattern.ForResource(resource.Text!, variables))],
        IsNotResource = draft.IsNotResource,
        Principals = draft.Principals is null ? null : new PrincipalElement(draft.IsNotPrincipal, [.. draft.Principals.Select(Compile)]),
        Conditions = [.. draft.Conditions.Select(condition => Compile(condition, variables))],
    };

    private static PrincipalEntry Compile(DraftPrincipal principal) =>
        principal.Type.Length == 0 ? PrincipalEntry.Everyone : PrincipalEntry.Read(principal.Type, principal.Value.Text!);

    private static ConditionClause Compile(DraftCondition condition, bool variables)
    {
        // INVARIANT: the grammar has refused unknown operators, so that none is ever skipped.
        if (!ConditionOperator.TryParse(condition.Operator, out var prefix, out bool ifExists, out var row))
            throw new InvalidOperationException($"The operator {condition.Operator} passed the grammar and is unknown.");
        return new ConditionClause(row, prefix, ifExists, condition.Key, [.. condition.Values.Select(value => row.Read(value.Text!, variables))]);
    }
}
