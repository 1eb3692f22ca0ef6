using System.Text;
using StsEmulator.Iam.Policies.Conditions;
using StsEmulator.Iam.Policies.Grammar;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Explanation;

/// <summary>Words what a statement asked for and what the request had, from the statement as it was written.</summary>
internal static class MissText
{
    /// <summary>How many values of a list are shown.</summary>
    private const int MaximumValues = 3;

    /// <summary>How many characters of a value are shown.</summary>
    private const int MaximumLength = 200;

    /// <summary>What operators of an order need, by the end of their names.</summary>
    private static readonly (string Ending, string Phrase)[] Orders =
    [
        ("LessThanEquals", "at most "), ("LessThan", "less than "), ("GreaterThanEquals", "at least "), ("GreaterThan", "more than "),
    ];

    /// <summary>Words the candidate; null where its document can no longer be read, as that of a policy that only denies.</summary>
    public static NearestMiss? Write(DenialExplanation.Candidate candidate, PolicyRequest request, Func<string, string?>? arnOf)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(candidate.Policy.Document.Text);
        if (!JsonTree.TryRead(utf8, out var root, out _) || !DocumentReader.TryRead(root, candidate.Policy.Document.Type, out var document, out _))
            return null;
        bool variables = document.Version?.Text == "2012-10-17";
        var draft = document.Statements[candidate.Statement.Index];
        List<(StatementElement Element, string Text)> failures = [];
        foreach (int index in candidate.FailedConditions)
            failures.Add((StatementElement.Condition, Condition(draft.Conditions[index], request.Context, variables)));
        if (candidate.FailsResource)
            failures.Add((StatementElement.Resource, Resource(draft, request, variables)));
        if (candidate.FailsPrincipal)
            failures.Add((StatementElement.Principal, Principal(draft, request, arnOf)));
        if (candidate.FailsAction)
        {
            failures.Add((StatementElement.Action,
                Element(draft.IsNotAction ? "NotAction" : nameof(StatementElement.Action), request.Action, draft.IsNotAction, Texts(draft.Actions))));
        }
        // What it takes to be about this request at all comes before the conditions on it.
        failures.Reverse();
        return new NearestMiss(
            candidate.Type, candidate.Policy.Name, candidate.Statement.Index, candidate.Statement.Sid, failures[0].Element, failures[0].Text,
            [.. failures.Skip(1).Select(failure => failure.Text)]);
    }

    private static string Resource(StatementDraft draft, PolicyRequest request, bool variables)
    {
        string name = draft.IsNotResource ? "NotResource" : nameof(StatementElement.Resource);
        IEnumerable<string> wanted = Texts(draft.Resources).Select(text => Resolved(text, request.Context, variables));
        return Element(name, request.Resource, draft.IsNotResource, wanted);
    }

    private static string Principal(StatementDraft draft, PolicyRequest request, Func<string, string?>? arnOf)
    {
        string name = draft.IsNotPrincipal ? "NotPrincipal" : nameof(StatementElement.Principal);
        if (draft.Principals is null)
            return $"{name}: is {Shown(request.Principal.Arn)}, and the statement names nobody";
        IEnumerable<string> wanted = draft.Principals.Select(entry =>
        {
            string value = entry.Value.Text ?? "*";
            string shown = arnOf?.Invoke(value) ?? value;
            return entry.Type is "" or "AWS" ? shown : $"{entry.Type} {shown}";
        });
        string who = request.Principal.Kind == Principals.PrincipalKind.Anonymous ? "anonymous" : request.Principal.Arn;
        return Element(name, who, draft.IsNotPrincipal, wanted);
    }

    private static string Condition(DraftCondition condition, ConditionContext context, bool variables)
    {
        bool isPresent = context.TryGet(condition.Key, out var value);
        string start = $"Condition {condition.Operator} {Shown(condition.Key)}: is ";
        if (!ConditionOperator.TryParse(condition.Operator, out var prefix, out _, out var row))
            return start + Value(isPresent, value);
        if (row == ConditionOperator.Null)
            return isPresent ? $"{start}present, needs to be absent" : $"{start}absent, needs to be present";
        string wanted = List(condition.Values.Select(text => Resolved(text.Text ?? "", context, variables)));
        string needs = row.Negated ? "anything but " + wanted : Phrase(row.Name) + wanted;
        if (isPresent && value.IsMultivalued && prefix == SetPrefix.None)
            return $"{start}{Value(isPresent, value)}, needs one value: several are compared with ForAllValues or ForAnyValue only";
        string each = prefix switch
        {
            SetPrefix.ForAllValues => "each to be ",
            SetPrefix.ForAnyValue => "one to be ",
            _ => "",
        };
        return $"{start}{Value(isPresent, value)}, needs {each}{needs}";
    }

    private static string Phrase(string operatorName)
    {
        foreach (var (ending, phrase) in Orders)
        {
            if (operatorName.EndsWith(ending, StringComparison.Ordinal))
                return phrase;
        }
        return "";
    }

    private static string Value(bool isPresent, ContextValue value)
    {
        if (!isPresent)
            return "absent";
        if (!value.IsMultivalued)
            return value[0].Length == 0 ? "empty" : Shown(value[0]);
        List<string> values = [];
        for (int i = 0; i < value.Count && i <= MaximumValues; i++)
            values.Add(i < MaximumValues ? Shown(value[i]) : "...");
        return $"[{string.Join(", ", values)}]";
    }

    private static string Element(string name, string actual, bool isNegated, IEnumerable<string> wanted) =>
        $"{name}: is {Shown(actual)}, needs {(isNegated ? "anything but " : "")}{List(wanted)}";

    private static IEnumerable<string> Texts(List<DraftText>? texts) => (texts ?? []).Select(text => text.Text ?? "");

    /// <summary>Adds what a text with variables stands for in this request.</summary>
    private static string Resolved(string text, ConditionContext context, bool variables)
    {
        if (!variables || !text.Contains("${", StringComparison.Ordinal))
            return text;
        DecisionTrace trace = new(context);
        bool isResolved = PolicyText.Parse(text, variables: true, wildcards: false).TryResolve(ref trace, out string? resolved);
        return isResolved ? $"{text} (here {resolved})" : $"{text} (which has no value here)";
    }

    private static string List(IEnumerable<string> wanted)
    {
        string[] all = [.. wanted.Select(Shown)];
        if (all.Length <= MaximumValues)
            return string.Join(" or ", all);
        return $"{string.Join(" or ", all.Take(MaximumValues))} or one of {all.Length - MaximumValues} more";
    }

    private static string Shown(string text) => text.Length > MaximumLength ? text[..MaximumLength] + "..." : text;
}
