using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>
/// Reads the grammar: which elements there are, of which JSON types. Element names are case-sensitive and anything else is an
/// error. Source: IAM User Guide, "Grammar of the IAM JSON policy language".
/// </summary>
internal static class DocumentReader
{
    private static readonly string[] ElementNames = ["Version", "Id", "Statement"];

    public static bool TryRead(
        JsonNode root, PolicyType type, [NotNullWhen(true)] out DocumentDraft? document, [NotNullWhen(false)] out PolicyFault? fault)
    {
        document = new DocumentDraft(root);
        fault = ReadElements(root, type, document);
        if (fault is not null)
            document = null;
        return fault is null;
    }

    private static PolicyFault? ReadElements(JsonNode root, PolicyType type, DocumentDraft document)
    {
        if (root.Kind != JsonNodeKind.Object)
            return PolicyFault.Syntax("a policy is a JSON object", "", root);
        foreach (var (name, value) in root.Members)
        {
            var fault = name switch
            {
                "Version" => ReadVersion(value, document),
                "Id" => ReadId(value, document),
                "Statement" => ReadStatements(value, type, document),
                _ => PolicyFault.Syntax(NearestName.Unknown(name, ElementNames), "", value),
            };
            if (fault is not null)
                return fault;
        }
        return root.Find("Statement") is null ? PolicyFault.Syntax("a policy has the element `Statement`", "", root) : null;
    }

    private static PolicyFault? ReadVersion(JsonNode value, DocumentDraft document)
    {
        if (value.Kind != JsonNodeKind.String || value.Text is not ("2012-10-17" or "2008-10-17"))
            return PolicyFault.Syntax("the version is \"2012-10-17\" or \"2008-10-17\"", "Version", value);
        document.Version = new DraftText(value.Text, "Version", value);
        return null;
    }

    private static PolicyFault? ReadId(JsonNode value, DocumentDraft document)
    {
        if (value.Kind != JsonNodeKind.String)
            return PolicyFault.Syntax("the id is a string", "Id", value);
        document.Id = value.Text;
        return null;
    }

    private static PolicyFault? ReadStatements(JsonNode value, PolicyType type, DocumentDraft document)
    {
        if (value.Kind == JsonNodeKind.Object)
            return StatementReader.Read(new StatementDraft(0, "Statement", value), type, document);
        if (value.Kind != JsonNodeKind.Array)
            return PolicyFault.Syntax("a statement is an object, or several are a list of objects", "Statement", value);
        for (int i = 0; i < value.Items.Count; i++)
        {
            var draft = new StatementDraft(i, $"Statement[{i}]", value.Items[i]);
            if (StatementReader.Read(draft, type, document) is { } fault)
                return fault;
        }
        return null;
    }
}
