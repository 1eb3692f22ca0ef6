using System.Formats.Asn1;

namespace StsEmulator.Ldap.Filters;

/// <summary>
/// A search filter (RFC 4515) in which <c>{0}</c>, <c>{1}</c> stand for values that come later. The text is taken apart before any value is
/// known, and values go into its encoded form: whatever a value holds, it cannot become part of the filter.
/// </summary>
public sealed class LdapFilter
{
    private readonly FilterNode root;

    private LdapFilter(FilterNode root) => this.root = root;

    /// <summary>Gets whether an argument stands anywhere in the filter.</summary>
    public bool HasArgument => root.Arguments().Any();

    /// <summary>Reads a filter; null with a problem when the text is none.</summary>
    /// <param name="argumentCount">How many arguments there are, 1 to 10.</param>
    public static LdapFilter? Parse(string text, int argumentCount, out string? problem)
    {
        try
        {
            var root = new FilterParser(text, argumentCount).Parse();
            problem = null;
            return new LdapFilter(root);
        }
        catch (FormatException malformed)
        {
            problem = malformed.Message;
            return null;
        }
    }

    /// <summary>Gives the filter that finds the entries whose attribute has exactly this value, among those that this filter can find.</summary>
    internal byte[] EncodeWith(string attribute, byte[] value) =>
        Encode(new JunctionNode(FilterTags.And, [new ComparisonNode(FilterTags.Equal, attribute, FilterValue.Of(value)), root]), arguments: null);

    internal byte[] Encode(params IReadOnlyList<string> arguments) => Encode(root, arguments);

    private static byte[] Encode(FilterNode node, IReadOnlyList<string>? arguments)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        node.Write(writer, arguments);
        return writer.Encode();
    }
}
