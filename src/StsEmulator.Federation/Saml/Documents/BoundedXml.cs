using System.Xml;

namespace StsEmulator.Federation.Saml.Documents;

/// <summary>
/// Reads XML of strangers: no document type (and so no entities of its own), nothing fetched from elsewhere, bounded in characters,
/// depth, nodes and attributes. White space stays, because signatures cover it.
/// </summary>
internal static class BoundedXml
{
    /// <summary>Elements inside one another. What canonicalises and searches goes down element by element.</summary>
    public const int MaximumDepth = 64;

    public const int MaximumAttributes = 64;

    /// <summary>One node for every 4 characters, at most: as many as <c>&lt;a/&gt;</c> makes.</summary>
    private const int CharactersPerNode = 4;

    public static XmlDocument? TryLoad(byte[] octets, int maximumCharacters) => TryLoad(() => new MemoryStream(octets, writable: false), maximumCharacters);

    public static XmlDocument? TryLoad(string text, int maximumCharacters)
    {
        try
        {
            // Through a reader of text: an encoding that the text declares says nothing of it any more.
            return IsWithinBounds(XmlReader.Create(new StringReader(text), Settings(maximumCharacters)), maximumCharacters)
                ? Load(XmlReader.Create(new StringReader(text), Settings(maximumCharacters)))
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static XmlDocument? TryLoad(Func<Stream> open, int maximumCharacters)
    {
        try
        {
            return IsWithinBounds(XmlReader.Create(open(), Settings(maximumCharacters)), maximumCharacters)
                ? Load(XmlReader.Create(open(), Settings(maximumCharacters)))
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsWithinBounds(XmlReader reader, int maximumCharacters)
    {
        using (reader)
        {
            for (int nodes = 0; reader.Read(); nodes++)
            {
                if (reader.Depth > MaximumDepth || reader.AttributeCount > MaximumAttributes || nodes > maximumCharacters / CharactersPerNode)
                    return false;
            }
            return true;
        }
    }

    /// <remarks>A reader made by <see cref="XmlReader"/> gives attribute values as the XML recommendation has them; a document that loads
    /// text by itself keeps a raw tab in them, which no other signer does.</remarks>
    private static XmlDocument Load(XmlReader reader)
    {
        using (reader)
        {
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return document;
        }
    }

    private static XmlReaderSettings Settings(int maximumCharacters) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maximumCharacters,
        CloseInput = true,
    };
}
