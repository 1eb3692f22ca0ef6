namespace StsEmulator.Iam.Policies.Matching;

/// <summary>What one decision reads conditions from and what it notes on the way. Lists are made only when there is something to note.</summary>
internal struct DecisionTrace(ConditionContext context)
{
    /// <summary>Notes beyond this many add nothing for a reader and are dropped.</summary>
    private const int MaximumNotes = 100;

    public List<string>? Missing { get; private set; }

    public List<string>? Warnings { get; private set; }

    public readonly ConditionContext Context => context;

    public void NoteMissing(string key) => Missing = Add(Missing, key, StringComparer.OrdinalIgnoreCase);

    public void Warn(string warning) => Warnings = Add(Warnings, warning, StringComparer.Ordinal);

    private static List<string> Add(List<string>? notes, string note, StringComparer comparer)
    {
        notes ??= [];
        if (notes.Count < MaximumNotes && !notes.Contains(note, comparer))
            notes.Add(note);
        return notes;
    }
}
