using StsEmulator.Iam.Policies.Matching;
using StsEmulator.Iam.Policies.Statements;

namespace StsEmulator.Iam.Policies;

/// <summary>A policy, read once into the form that decisions are made on. Immutable. <see cref="PolicyParser"/> makes them.</summary>
public sealed class PolicyDocument
{
    private readonly Statement[] statements;

    internal PolicyDocument(string text, PolicyType type, string? version, string? id, Statement[] statements)
    {
        Text = text;
        Type = type;
        Version = version;
        Id = id;
        this.statements = statements;
    }

    /// <summary>Gets the source, byte for byte.</summary>
    public string Text { get; }

    public PolicyType Type { get; }

    /// <summary>Gets the version as written; null (which means 2008-10-17) where the document has none.</summary>
    public string? Version { get; }

    public string? Id { get; }

    public int StatementCount => statements.Length;

    internal ReadOnlySpan<Statement> Statements => statements;

    /// <summary>Gets the size as IAM counts it against its quotas: characters that are no white space.</summary>
    public int SizeWithoutWhiteSpace
    {
        get
        {
            int size = 0;
            foreach (char c in Text)
            {
                if (!char.IsWhiteSpace(c))
                    size++;
            }
            return size;
        }
    }

    /// <summary>Says whether some statement allows actions of a service, such as <c>s3</c>, on whatever resource and condition.</summary>
    public bool GrantsAccessTo(string serviceNamespace)
    {
        foreach (var statement in statements)
        {
            if (statement.Effect == PolicyEffect.Allow && statement.Reaches(serviceNamespace))
                return true;
        }
        return false;
    }

    /// <summary>Gets the condition keys that the document refers to, in conditions and in variables, each once, in order of first use.</summary>
    public IReadOnlyList<string> ReferencedContextKeys()
    {
        ReferencedKeys keys = new();
        foreach (var statement in statements)
            statement.AddReferencedKeys(keys);
        return keys.InOrder;
    }
}
