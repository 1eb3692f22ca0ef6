using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Protocols.Query;

/// <summary>
/// The parameters of a query-protocol request, from a form body or a query string. Of a parameter that is given twice the first
/// value counts; unknown ones are ignored.
/// </summary>
public sealed class QueryParameters
{
    /// <summary>How many parameters a request may have; more than any operation can use.</summary>
    public const int MaximumCount = 4096;

    /// <summary>Above this many, names are looked up in a table instead of one by one.</summary>
    private const int ScanLimit = 24;

    private readonly List<(string Name, string Value)> parameters;
    private Dictionary<string, string>? table;

    private QueryParameters(List<(string Name, string Value)> parameters) => this.parameters = parameters;

    public static QueryParameters Empty { get; } = new([]);

    /// <summary>Reads <c>name=value&amp;…</c>; false when there are more than <see cref="MaximumCount"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out QueryParameters? parameters)
    {
        parameters = null;
        var list = new List<(string, string)>(8);
        while (!encoded.IsEmpty)
        {
            int end = encoded.IndexOf((byte)'&');
            var piece = end < 0 ? encoded : encoded[..end];
            encoded = end < 0 ? default : encoded[(end + 1)..];
            if (piece.IsEmpty)
                continue;
            if (list.Count == MaximumCount)
                return false;
            int equals = piece.IndexOf((byte)'=');
            string name = FormText.Decode(equals < 0 ? piece : piece[..equals]);
            list.Add((name, equals < 0 ? "" : FormText.Decode(piece[(equals + 1)..])));
        }
        parameters = new QueryParameters(list);
        return true;
    }

    /// <summary>Gets the first value of a parameter; null when it is absent.</summary>
    public string? this[string name]
    {
        get
        {
            if (parameters.Count > ScanLimit)
                return Table().GetValueOrDefault(name);
            foreach (var (candidate, value) in parameters)
            {
                if (candidate == name)
                    return value;
            }
            return null;
        }
    }

    /// <summary>Gets whether any parameter's name starts like this.</summary>
    public bool HasPrefix(string prefix)
    {
        foreach (var (name, _) in parameters)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private Dictionary<string, string> Table()
    {
        if (table is not null)
            return table;
        var first = new Dictionary<string, string>(parameters.Count, StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            first.TryAdd(name, value);
        return table = first;
    }
}
