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

/// <summary>One node of a seed file and the line it stands on.</summary>
internal sealed class SeedNode(SeedNodeKind kind, SeedPlace place)
{
    public SeedNodeKind Kind => kind;

    public SeedPlace Place => place;

    /// <summary>Gets the text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets whether a scalar was written without quotes, so that it may stand for a number or a boolean.</summary>
    public bool IsPlain { get; init; }

    public List<SeedNode> Items { get; } = [];

    public List<(string Name, SeedPlace Place, SeedNode Value)> Members { get; } = [];

    /// <summary>Gets or sets how many nodes this one stands for with every alias written out; bounds what aliases can multiply.</summary>
    public long Weight { get; set; } = 1;

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
