using System.Text;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi;

/// <summary>What a listing asks for: how many items, and behind which one to go on. Source: IAM API model, markerType, maxItemsType.</summary>
internal sealed class PageRequest
{
    private const int Default = 100, Maximum = 1000, LongestMarker = 2048;

    private static readonly TextPattern MarkerText = TextPattern.Where(
        @"[\u0020-\u00FF]+", static text => !text.AsSpan().ContainsAnyExceptInRange(' ', 'ÿ'));

    private readonly int maximum;
    private readonly string? after;

    private PageRequest(int maximum, string? after, WireError? error)
    {
        this.maximum = maximum;
        this.after = after;
        Error = error;
    }

    /// <summary>Gets what is wrong with the marker; constraints are gathered by the reader.</summary>
    public WireError? Error { get; }

    public static PageRequest Read(ParameterReader reader)
    {
        string? marker = reader.Optional("Marker", 1, LongestMarker, MarkerText);
        int? items = reader.Number("MaxItems", 1, Maximum);
        if (marker is null)
            return new PageRequest(items ?? Default, null, null);
        byte[] octets = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, octets, out int length)
            ? new PageRequest(items ?? Default, Encoding.UTF8.GetString(octets, 0, length), null)
            : new PageRequest(items ?? Default, null, IamErrors.Validation("Invalid Marker."));
    }

    /// <summary>Cuts the page out of all items, in the order of their keys.</summary>
    /// <param name="keyOf">A key that no two items share.</param>
    public Page<T> Of<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var ordered = items.Select(item => (Key: keyOf(item), Item: item)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => after is null || string.CompareOrdinal(pair.Key, after) > 0).Take(maximum + 1).ToList();
        bool isTruncated = ordered.Count > maximum;
        string? marker = isTruncated ? Convert.ToBase64String(Encoding.UTF8.GetBytes(ordered[maximum - 1].Key)) : null;
        return new Page<T>([.. ordered.Take(maximum).Select(pair => pair.Item)], marker);
    }
}

/// <summary>A page of a listing.</summary>
/// <param name="Marker">What goes on behind it; null for the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Marker)
{
    /// <summary>Writes the list and whether there is more.</summary>
    public void Write(XmlResultWriter writer, string name, Action<XmlResultWriter, T> writeMembers)
    {
        writer.Flag("IsTruncated", Marker is not null);
        writer.List(name, Items, writeMembers);
        writer.Optional("Marker", Marker);
    }

    /// <summary>Writes a list of plain texts and whether there is more.</summary>
    public void WriteTexts(XmlResultWriter writer, string name, Func<T, string> textOf)
    {
        writer.Flag("IsTruncated", Marker is not null);
        writer.Texts(name, Items.Select(textOf));
        writer.Optional("Marker", Marker);
    }
}
