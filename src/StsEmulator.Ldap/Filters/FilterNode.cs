using System.Formats.Asn1;
using System.Text;

namespace StsEmulator.Ldap.Filters;

/// <summary>The choices of a filter on the wire. Source: RFC 4511, section 4.5.1.7.</summary>
internal static class FilterTags
{
    public static readonly Asn1Tag And = Constructed(0), Or = Constructed(1), Not = Constructed(2), Equal = Constructed(3), Substrings = Constructed(4),
        GreaterOrEqual = Constructed(5), LessOrEqual = Constructed(6), Present = new(TagClass.ContextSpecific, 7), Approximate = Constructed(8),
        Extensible = Constructed(9);

    private static Asn1Tag Constructed(int value) => new(TagClass.ContextSpecific, value, isConstructed: true);
}

/// <summary>One part of a filter.</summary>
internal abstract record FilterNode
{
    /// <summary>Writes the part with its arguments; without arguments, a comparison with one becomes the question whether the attribute is there.</summary>
    public abstract void Write(AsnWriter writer, IReadOnlyList<string>? arguments);

    /// <summary>The arguments that stand in it.</summary>
    public abstract IEnumerable<int> Arguments();

    protected static void WritePresent(AsnWriter writer, string attribute) => WriteText(writer, attribute, FilterTags.Present);

    protected static void WriteText(AsnWriter writer, string text, Asn1Tag? tag = null) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text), tag);
}

/// <summary>All, one, or none of the parts.</summary>
internal sealed record JunctionNode(Asn1Tag Kind, IReadOnlyList<FilterNode> Parts) : FilterNode
{
    public override void Write(AsnWriter writer, IReadOnlyList<string>? arguments)
    {
        using (writer.PushSequence(Kind))
        {
            foreach (var part in Parts)
                part.Write(writer, arguments);
        }
    }

    public override IEnumerable<int> Arguments() => Parts.SelectMany(part => part.Arguments());
}

/// <summary>Whether an attribute is there.</summary>
internal sealed record PresenceNode(string Attribute) : FilterNode
{
    public override void Write(AsnWriter writer, IReadOnlyList<string>? arguments) => WritePresent(writer, Attribute);

    public override IEnumerable<int> Arguments() => [];
}

/// <summary>An attribute compared with a value.</summary>
internal sealed record ComparisonNode(Asn1Tag Kind, string Attribute, FilterValue Value) : FilterNode
{
    public override void Write(AsnWriter writer, IReadOnlyList<string>? arguments)
    {
        if (arguments is null && Value.Arguments.Any())
        {
            WritePresent(writer, Attribute);
            return;
        }
        using (writer.PushSequence(Kind))
        {
            WriteText(writer, Attribute);
            writer.WriteOctetString(Value.With(arguments));
        }
    }

    public override IEnumerable<int> Arguments() => Value.Arguments;
}

/// <summary>Pieces of an attribute's value, in their order. The first and the last piece are empty where the value may begin or end otherwise.</summary>
internal sealed record SubstringsNode(string Attribute, IReadOnlyList<FilterValue> Pieces) : FilterNode
{
    public override void Write(AsnWriter writer, IReadOnlyList<string>? arguments)
    {
        if (arguments is null && Arguments().Any())
        {
            WritePresent(writer, Attribute);
            return;
        }
        using (writer.PushSequence(FilterTags.Substrings))
        {
            WriteText(writer, Attribute);
            using (writer.PushSequence())
            {
                for (int i = 0; i < Pieces.Count; i++)
                {
                    // initial [0], any [1], final [2]
                    int place = i == 0 ? 0 : i == Pieces.Count - 1 ? 2 : 1;
                    if (!Pieces[i].IsEmpty)
                        writer.WriteOctetString(Pieces[i].With(arguments), new Asn1Tag(TagClass.ContextSpecific, place));
                }
            }
        }
    }

    public override IEnumerable<int> Arguments() => Pieces.SelectMany(piece => piece.Arguments);
}

/// <summary>A comparison by a matching rule, such as Active Directory's for nested groups.</summary>
internal sealed record ExtensibleNode(string? Attribute, string? Rule, bool WithDn, FilterValue Value) : FilterNode
{
    public override void Write(AsnWriter writer, IReadOnlyList<string>? arguments)
    {
        if (arguments is null && Value.Arguments.Any())
        {
            WritePresent(writer, Attribute ?? "objectClass");
            return;
        }
        using (writer.PushSequence(FilterTags.Extensible))
        {
            if (Rule is not null)
                WriteText(writer, Rule, new Asn1Tag(TagClass.ContextSpecific, 1));
            if (Attribute is not null)
                WriteText(writer, Attribute, new Asn1Tag(TagClass.ContextSpecific, 2));
            writer.WriteOctetString(Value.With(arguments), new Asn1Tag(TagClass.ContextSpecific, 3));
            if (WithDn)
                writer.WriteBoolean(value: true, new Asn1Tag(TagClass.ContextSpecific, 4));
        }
    }

    public override IEnumerable<int> Arguments() => Value.Arguments;
}

/// <summary>A value: bytes, and places where arguments go.</summary>
internal sealed record FilterValue(IReadOnlyList<FilterPiece> Pieces)
{
    public bool IsEmpty => Pieces.Count == 0;

    public IEnumerable<int> Arguments => Pieces.Where(piece => piece.Bytes is null).Select(piece => piece.Argument);

    public static FilterValue Of(byte[] bytes) => new([new FilterPiece(bytes, 0)]);

    public byte[] With(IReadOnlyList<string>? arguments) =>
        [.. Pieces.SelectMany(piece => piece.Bytes ?? Encoding.UTF8.GetBytes(arguments![piece.Argument]))];
}

/// <summary>Bytes, or the place of an argument where they are null.</summary>
internal readonly record struct FilterPiece(byte[]? Bytes, int Argument);
