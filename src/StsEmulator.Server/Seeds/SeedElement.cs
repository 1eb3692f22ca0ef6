using System.Globalization;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Server.Seeds;

/// <summary>A mapping of the seed whose property names are known. Problems are reported as they are met; reading goes on.</summary>
internal sealed class SeedElement
{
    private readonly SeedNode node;
    private readonly SeedProblems problems;

    public SeedElement(SeedNode node, SeedProblems problems, params string[] known)
    {
        this.node = node;
        this.problems = problems;
        if (node.Kind is not (SeedNodeKind.Mapping or SeedNodeKind.Null))
            problems.Add(node.Place, $"expected a mapping with {string.Join(", ", known)}");
        foreach (var (name, place, _) in node.Members)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                problems.Add(place, NearestName.Unknown(name, known));
        }
    }

    public SeedPlace Place => node.Place;

    /// <summary>Finds a property; one that is null counts as absent.</summary>
    public SeedNode? Find(string name) => node.Find(name) is { Kind: not SeedNodeKind.Null } value ? value : null;

    public SeedPlace PlaceOf(string name) => Find(name)?.Place ?? Place;

    public void Report(string name, string message) => problems.Add(PlaceOf(name), $"{name}: {message}");

    /// <summary>Reads a text that follows a rule; null when absent or wrong.</summary>
    public string? Text(string name, TextRule rule)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.Kind != SeedNodeKind.Scalar)
            Report(name, "expected a text");
        else if (rule.Check(value.Text) is { } problem)
            Report(name, problem);
        else
            return value.Text;
        return null;
    }

    public string? Required(string name, TextRule rule)
    {
        if (Find(name) is null)
            problems.Add(Place, $"`{name}` is missing");
        return Text(name, rule);
    }

    public bool Flag(string name, bool absent) => Find(name) switch
    {
        null => absent,
        { Kind: SeedNodeKind.Scalar, Text: "true" or "True" or "TRUE" } => true,
        { Kind: SeedNodeKind.Scalar, Text: "false" or "False" or "FALSE" } => false,
        _ => Wrong(name, "expected true or false", absent),
    };

    public int Number(string name, int minimum, int maximum, int absent)
    {
        if (Find(name) is not { } value)
            return absent;
        return value.Kind == SeedNodeKind.Scalar
            && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= minimum && number <= maximum
                ? number
                : Wrong(name, $"expected a number from {minimum} to {maximum}", absent);
    }

    /// <summary>Reads one of a few words; the first is the default.</summary>
    public string Word(string name, params string[] words)
    {
        if (Find(name) is not { } value)
            return words[0];
        return words.Contains(value.Text, StringComparer.Ordinal) ? value.Text : Wrong(name, $"expected {string.Join(" or ", words)}", words[0]);
    }

    /// <summary>Gives the items of a list; none when it is absent or no list.</summary>
    public IReadOnlyList<SeedNode> Items(string name, int maximum = int.MaxValue)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.Kind != SeedNodeKind.List)
            return Wrong<IReadOnlyList<SeedNode>>(name, "expected a list", []);
        if (value.Items.Count > maximum)
            Report(name, $"expected at most {maximum} items");
        return value.Items;
    }

    public List<string> Texts(string name, TextRule rule, int maximum = int.MaxValue)
    {
        List<string> texts = [];
        foreach (var item in Items(name, maximum))
        {
            if (item.Kind != SeedNodeKind.Scalar)
                problems.Add(item.Place, $"{name}: expected a text");
            else if (rule.Check(item.Text) is { } problem)
                problems.Add(item.Place, $"{name}: {problem}");
            else if (texts.Contains(item.Text, StringComparer.Ordinal))
                problems.Add(item.Place, $"{name}: `{item.Text}` is given twice");
            else
                texts.Add(item.Text);
        }
        return texts;
    }

    private T Wrong<T>(string name, string message, T instead)
    {
        Report(name, message);
        return instead;
    }
}
