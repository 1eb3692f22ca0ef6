namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>Words longer than this are not compared letter by letter.</summary>
    private const int MaximumLength = 64;

    /// <summary>Says that a name is unknown, and which known one is near if one is.</summary>
    public static string Unknown(string name, IReadOnlyList<string> known)
    {
        string shown = name.Length > MaximumLength ? name[..MaximumLength] + "..." : name;
        string? nearest = Find(name, known);
        return nearest is null
            ? $"unknown name `{shown}`; known are {string.Join(", ", known)}"
            : $"unknown name `{shown}`; did you mean `{nearest}`?";
    }

    private static string? Find(string name, IReadOnlyList<string> known)
    {
        string? nearest = null;
        int smallest = MaximumLength;
        foreach (string candidate in known)
        {
            int distance = name.Length > MaximumLength ? MaximumLength : Distance(name, candidate);
            // What differs in more than half of its letters was not meant.
            if (distance < smallest && distance * 2 <= Math.Max(name.Length, candidate.Length))
            {
                smallest = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// <summary>Counts insertions, deletions and replacements, case aside.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[MaximumLength + 1];
        for (int j = 0; j <= right.Length; j++)
            row[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.Length];
    }
}
