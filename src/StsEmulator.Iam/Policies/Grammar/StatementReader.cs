using StsEmulator.Iam.Policies.Conditions;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>Reads one statement.</summary>
internal static class StatementReader
{
    private static readonly string[] ElementNames =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    private static readonly string[] PrincipalTypes = ["AWS", "Federated", "Service", "CanonicalUser"];

    /// <summary>Reads the statement into the draft and adds the draft to the document.</summary>
    public static PolicyFault? Read(StatementDraft draft, PolicyType type, DocumentDraft document)
    {
        if (draft.Node.Kind != JsonNodeKind.Object)
            return PolicyFault.Syntax("a statement is an object", draft.Path, draft.Node);
        foreach (var (name, value) in draft.Node.Members)
        {
            string path = $"{draft.Path}.{name}";
            var fault = name switch
            {
                "Sid" => ReadSid(value, path, draft),
                "Effect" => ReadEffect(value, path, draft),
                "Principal" or "NotPrincipal" => ReadPrincipals(value, path, draft, type, isNot: name == "NotPrincipal"),
                "Action" or "NotAction" => ReadActions(value, path, draft, isNot: name == "NotAction"),
                "Resource" or "NotResource" => ReadResources(value, path, draft, isNot: name == "NotResource"),
                "Condition" => ReadConditions(value, path, draft),
                _ => PolicyFault.Syntax(NearestName.Unknown(name, ElementNames), draft.Path, value),
            };
            if (fault is not null)
                return fault;
        }
        document.Statements.Add(draft);
        return draft.Node.Find("Effect") is null
            ? PolicyFault.Syntax("a statement has the element `Effect`", draft.Path, draft.Node)
            : null;
    }

    private static PolicyFault? ReadSid(JsonNode value, string path, StatementDraft draft)
    {
        if (value.Kind != JsonNodeKind.String)
            return PolicyFault.Syntax("a statement id is a string", path, value);
        draft.Sid = new DraftText(value.Text, path, value);
        return null;
    }

    private static PolicyFault? ReadEffect(JsonNode value, string path, StatementDraft draft)
    {
        if (value.Kind != JsonNodeKind.String || value.Text is not ("Allow" or "Deny"))
            return PolicyFault.Syntax("the effect is \"Allow\" or \"Deny\"", path, value);
        draft.Effect = value.Text == "Allow" ? PolicyEffect.Allow : PolicyEffect.Deny;
        return null;
    }

    private static PolicyFault? ReadActions(JsonNode value, string path, StatementDraft draft, bool isNot)
    {
        if (draft.Actions is not null)
            return PolicyFault.Syntax("a statement has either `Action` or `NotAction`", path, value);
        draft.Actions = [];
        draft.IsNotAction = isNot;
        return ReadTexts(value, path, draft.Actions, scalars: false);
    }

    private static PolicyFault? ReadResources(JsonNode value, string path, StatementDraft draft, bool isNot)
    {
        if (draft.Resources is not null)
            return PolicyFault.Syntax("a statement has either `Resource` or `NotResource`", path, value);
        draft.Resources = [];
        draft.IsNotResource = isNot;
        return ReadTexts(value, path, draft.Resources, scalars: false);
    }

    private static PolicyFault? ReadPrincipals(JsonNode value, string path, StatementDraft draft, PolicyType type, bool isNot)
    {
        if (type is PolicyType.Identity or PolicyType.PermissionsBoundary or PolicyType.Session or PolicyType.ServiceControl)
            return new PolicyFault(PolicyTexts.PrincipalProhibited, "this kind of policy names no principals", path, value.Start);
        if (draft.Principals is not null)
            return PolicyFault.Syntax("a statement has either `Principal` or `NotPrincipal`", path, value);
        draft.Principals = [];
        draft.IsNotPrincipal = isNot;
        if (value is { Kind: JsonNodeKind.String, Text: "*" })
        {
            draft.Principals.Add(new DraftPrincipal("", new DraftText("*", path, value)));
            return null;
        }
        if (value.Kind != JsonNodeKind.Object)
            return PolicyFault.Syntax("principals are \"*\" or an object such as {\"AWS\": \"...\"}", path, value);
        foreach (var (principalType, names) in value.Members)
        {
            if (!PrincipalTypes.Contains(principalType))
                return PolicyFault.Syntax(NearestName.Unknown(principalType, PrincipalTypes), path, names);
            List<DraftText> texts = [];
            if (ReadTexts(names, $"{path}.{principalType}", texts, scalars: false) is { } fault)
                return fault;
            foreach (var text in texts)
                draft.Principals.Add(new DraftPrincipal(principalType, text));
        }
        return null;
    }

    private static PolicyFault? ReadConditions(JsonNode value, string path, StatementDraft draft)
    {
        if (value.Kind != JsonNodeKind.Object)
            return PolicyFault.Syntax("conditions are an object of operators", path, value);
        foreach (var (name, keys) in value.Members)
        {
            string operatorPath = $"{path}.{name}";
            if (!ConditionOperator.TryParse(name, out _, out _, out _))
                return PolicyFault.Syntax($"unknown condition operator `{name}`", operatorPath, keys);
            if (keys.Kind != JsonNodeKind.Object)
                return PolicyFault.Syntax("an operator holds an object of condition keys", operatorPath, keys);
            foreach (var (key, values) in keys.Members)
            {
                List<DraftText> texts = [];
                if (ReadTexts(values, $"{operatorPath}.{key}", texts, scalars: true) is { } fault)
                    return fault;
                draft.Conditions.Add(new DraftCondition(name, key, texts));
            }
        }
        return null;
    }

    /// <param name="scalars">Whether numbers and booleans are values too; they count by their text.</param>
    private static PolicyFault? ReadTexts(JsonNode value, string path, List<DraftText> texts, bool scalars)
    {
        if (value.Kind != JsonNodeKind.Array)
            return ReadText(value, path, texts, scalars);
        for (int i = 0; i < value.Items.Count; i++)
        {
            string itemPath = $"{path}[{i}]";
            var item = value.Items[i];
            if (item.Kind == JsonNodeKind.Null)
                texts.Add(new DraftText(null, itemPath, item));
            else if (ReadText(item, itemPath, texts, scalars) is { } fault)
                return fault;
        }
        return null;
    }

    private static PolicyFault? ReadText(JsonNode value, string path, List<DraftText> texts, bool scalars)
    {
        bool isText = value.Kind == JsonNodeKind.String || (scalars && value.Kind is (JsonNodeKind.Number or JsonNodeKind.Boolean));
        if (!isText)
        {
            string detail = scalars ? "a value is a string, number or boolean, or a list of them" : "expected a string or a list of strings";
            return PolicyFault.Syntax(detail, path, value);
        }
        texts.Add(new DraftText(value.Text, path, value));
        return null;
    }
}
