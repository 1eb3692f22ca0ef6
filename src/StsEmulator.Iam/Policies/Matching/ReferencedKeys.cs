namespace StsEmulator.Iam.Policies.Matching;

/// <summary>Condition keys in order of first use, each once, case aside.</summary>
internal sealed class ReferencedKeys
{
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> inOrder = [];

    public IReadOnlyList<string> InOrder => inOrder;

    public void Add(string key)
    {
        if (seen.Add(key))
            inOrder.Add(key);
    }
}
