namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>A string of a policy with its place; the text of a null list member is null.</summary>
internal readonly record struct DraftText(string? Text, string Path, JsonNode Node);

/// <summary>One key of one operator in a Condition element, as written.</summary>
internal sealed record DraftCondition(string Operator, string Key, List<DraftText> Values);

/// <summary>One value of a Principal element, as written; the type of the lone star is empty.</summary>
internal readonly record struct DraftPrincipal(string Type, DraftText Value);

/// <summary>A statement that is right by the grammar, before its strings are looked into.</summary>
internal sealed record StatementDraft(int Index, string Path, JsonNode Node)
{
    public DraftText? Sid { get; set; }

    public PolicyEffect Effect { get; set; }

    public List<DraftText>? Actions { get; set; }

    public bool IsNotAction { get; set; }

    public List<DraftText>? Resources { get; set; }

    public bool IsNotResource { get; set; }

    public List<DraftPrincipal>? Principals { get; set; }

    public bool IsNotPrincipal { get; set; }

    public List<DraftCondition> Conditions { get; } = [];
}

/// <summary>A document that is right by the grammar.</summary>
internal sealed record DocumentDraft(JsonNode Node)
{
    public DraftText? Version { get; set; }

    public string? Id { get; set; }

    public List<StatementDraft> Statements { get; } = [];
}
