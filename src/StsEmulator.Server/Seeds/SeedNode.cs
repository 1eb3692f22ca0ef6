using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>The kinds of node in a seed file.</summary>
internal enum SeedNodeKind
{
    /// <summary>An empty plain scalar, <c>~</c> or <c>null</c>: the same as an absent property.</summary>
    Null,
    Scalar,
    List,
    Mapping,
}

/// <summary>The text of a policy document that passed the checks for its type.</summary>
internal sealed record CheckedPolicy(PolicyType Type, string Json);

/// <summary>One node of a seed file and the line it stands on.</summary>
internal sealed class SeedNode(SeedNodeKind kind, SeedPlace place)
{
    private SeedText? unread;

    public SeedNodeKind Kind => kind;

    public SeedPlace Place => place;

    /// <summary>Gets the text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets whether a scalar was written without quotes, so that it may stand for a number or a boolean.</summary>
    public bool IsPlain { get; init; }

    // Most nodes are scalars and have neither: a large seed has millions of nodes.
    public List<SeedNode> Items => field ??= [];

    public List<(string Name, SeedPlace Place, SeedNode Value)> Members
    {
        get
        {
            if (field is null)
            {
                field = [];
                if (unread is { } text)
                    text.ReadInto(field);
            }
            return field;
        }
    }

    /// <summary>Gets the part of a JSON file that the node was not read from yet; null for a node that is whole.</summary>
    public SeedText? Source => unread;

    /// <summary>Gets or sets the policy document that stands here, once it has passed its checks; null for what nobody checked ahead.</summary>
    public CheckedPolicy? Checked { get; set; }

    /// <summary>Gets or sets how many nodes this one stands for with every alias written out; bounds what aliases can multiply.</summary>
    public long Weight { get; set; } = 1;

    /// <summary>Makes a mapping whose members are read when somebody asks for them.</summary>
    public static SeedNode Unread(SeedText text) => new(SeedNodeKind.Mapping, text.Place) { unread = text };

    public SeedNode? Find(string name)
    {
        foreach (var (known, _, value) in Members)
        {
            if (known == name)
                return value;
        }
        return null;
    }
}
