using StsEmulator.Iam.Policies.Conditions;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>
/// What IAM demands of a document beyond its grammar. Each rule goes over the whole document before the next one starts, in the
/// order in which IAM reports.
/// </summary>
internal static class DocumentRules
{
    public static PolicyFault? Check(DocumentDraft document, PolicyType type, PolicyStrictness strictness) =>
        strictness == PolicyStrictness.Evaluated
            ? CheckNulls(document) ?? CheckActionsPresent(document) ?? CheckResourcesPresent(document, type)
            : CheckVersion(document, type, strictness)
                ?? CheckLegacyParsing(document)
                ?? CheckSids(document, type)
                ?? CheckActionsPresent(document)
                ?? EachResource(document, ResourceRules.Check)
                ?? EachAction(document, ActionRules.Check)
                ?? CheckResourcesPresent(document, type)
                ?? PrincipalRules.Check(document, type);

    /// <summary>Trust policies of the old version are accepted on saving, and resources keep their policies elsewhere.</summary>
    private static PolicyFault? CheckVersion(DocumentDraft document, PolicyType type, PolicyStrictness strictness)
    {
        bool isDemanded = strictness == PolicyStrictness.Stored
            && type is (PolicyType.Identity or PolicyType.PermissionsBoundary or PolicyType.ServiceControl or PolicyType.ResourceControl);
        return isDemanded && document.Version?.Text != "2012-10-17"
            ? new PolicyFault(PolicyTexts.Version, "the version has to be \"2012-10-17\"", "Version", document.Version?.Node.Start ?? 0)
            : null;
    }

    private static PolicyFault? CheckLegacyParsing(DocumentDraft document)
    {
        if (document.Statements.Count == 0)
            return new PolicyFault(PolicyTexts.LegacyParsing, "a policy has at least one statement", "Statement", document.Node.Start);
        return CheckNulls(document) ?? EachResource(document, ResourceRules.CheckFields) ?? CheckDates(document);
    }

    private static PolicyFault? CheckNulls(DocumentDraft document)
    {
        foreach (var statement in document.Statements)
        {
            var fault = NullIn(statement.Actions) ?? NullIn(statement.Resources)
                ?? NullIn(statement.Principals?.ConvertAll(entry => entry.Value));
            foreach (var condition in statement.Conditions)
                fault ??= NullIn(condition.Values);
            if (fault is not null)
                return fault;
        }
        return null;
    }

    private static PolicyFault? NullIn(List<DraftText>? texts)
    {
        foreach (var text in texts ?? [])
        {
            if (text.Text is null)
                return PolicyFault.At(text, PolicyTexts.LegacyParsing, "null is no value");
        }
        return null;
    }

    private static PolicyFault? CheckDates(DocumentDraft document)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var condition in statement.Conditions)
            {
                if (!ConditionOperator.TryParse(condition.Operator, out _, out _, out var row) || !row.ComparesDates)
                    continue;
                foreach (var value in condition.Values)
                {
                    if (DateText.Read(value.Text!) is null)
                        return PolicyFault.At(
                            value, PolicyTexts.LegacyParsing, $"`{value.Text}` is no ISO 8601 date and no count of seconds");
                }
            }
        }
        return null;
    }

    /// <summary>IAM's own policies restrict the characters of a statement id; other services do not. An empty id is none.</summary>
    private static PolicyFault? CheckSids(DocumentDraft document, PolicyType type)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var statement in document.Statements)
        {
            if (statement.Sid is not { Text: { Length: > 0 } sid } draft)
                continue;
            bool isRestricted = type is not (PolicyType.Resource or PolicyType.VpcEndpoint);
            if (isRestricted && !sid.All(char.IsAsciiLetterOrDigit))
                return PolicyFault.Syntax("a statement id has letters and digits only", draft.Path, draft.Node);
            if (!seen.Add(sid))
                return PolicyFault.At(draft, PolicyTexts.SidsNotUnique, $"the statement id `{sid}` is used before");
        }
        return null;
    }

    private static PolicyFault? CheckActionsPresent(DocumentDraft document)
    {
        foreach (var statement in document.Statements)
        {
            if (statement.Actions is null or [])
                return PolicyFault.At(statement, PolicyTexts.NoActions, "a statement has `Action` or `NotAction`, with at least one value");
        }
        return null;
    }

    /// <summary>Left out, the resource is the one that the policy belongs to; policies that belong to no resource must name theirs.</summary>
    private static PolicyFault? CheckResourcesPresent(DocumentDraft document, PolicyType type)
    {
        bool isDemanded = type is not (PolicyType.Trust or PolicyType.Resource);
        foreach (var statement in document.Statements)
        {
            if (statement.Resources is [] || (isDemanded && statement.Resources is null))
                return PolicyFault.At(
                    statement, PolicyTexts.NoResources, "a statement has `Resource` or `NotResource`, with at least one value");
        }
        return null;
    }

    private static PolicyFault? EachResource(DocumentDraft document, Func<DraftText, PolicyFault?> check)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var resource in statement.Resources ?? [])
            {
                if (resource.Text != "*" && check(resource) is { } fault)
                    return fault;
            }
        }
        return null;
    }

    private static PolicyFault? EachAction(DocumentDraft document, Func<DraftText, PolicyFault?> check)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var action in statement.Actions ?? [])
            {
                if (action.Text != "*" && check(action) is { } fault)
                    return fault;
            }
        }
        return null;
    }
}
