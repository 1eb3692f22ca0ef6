using System.Text;
using System.Xml;

namespace StsEmulator.Federation.Saml.Documents;

/// <summary>Reads elements by namespace and name; never by prefix, by position in the text or by path.</summary>
internal static class ElementReading
{
    public static bool Is(this XmlElement element, string name, string ns) => element.LocalName == name && element.NamespaceURI == ns;

    public static IEnumerable<XmlElement> Elements(this XmlElement element) => element.ChildNodes.OfType<XmlElement>();

    public static IEnumerable<XmlElement> Elements(this XmlElement element, string name, string ns) =>
        element.Elements().Where(child => child.Is(name, ns));

    /// <summary>Finds the one child of a name; null when there is none or more than one.</summary>
    public static XmlElement? Only(this XmlElement element, string name, string ns)
    {
        XmlElement? only = null;
        foreach (var child in element.Elements(name, ns))
        {
            if (only is not null)
                return null;
            only = child;
        }
        return only;
    }

    /// <summary>Walks an element and everything in it.</summary>
    public static IEnumerable<XmlElement> SelfAndDescendants(this XmlElement element) =>
        element.Elements().SelectMany(SelfAndDescendants).Prepend(element);

    /// <summary>Reads an attribute without namespace; null when it is absent.</summary>
    public static string? Attribute(this XmlElement element, string name) => element.GetAttributeNode(name, "")?.Value;

    /// <summary>
    /// Reads the text of an element that holds text alone; null when anything else is in it. A comment or a processing instruction
    /// between two texts would let two readers see two values.
    /// </summary>
    public static string? Text(this XmlElement element)
    {
        var text = new StringBuilder();
        foreach (XmlNode child in element.ChildNodes)
        {
            if (child.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                return null;
            text.Append(child.Value);
        }
        return text.ToString();
    }

    /// <summary>Reads base64 with white space in it; null when it is none.</summary>
    public static byte[]? Base64(this XmlElement element)
    {
        if (element.Text() is not { } text)
            return null;
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int written) ? octets[..written] : null;
    }
}
