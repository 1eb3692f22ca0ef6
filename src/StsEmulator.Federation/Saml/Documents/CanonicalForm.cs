using System.Security.Cryptography.Xml;
using System.Xml;

namespace StsEmulator.Federation.Saml.Documents;

/// <summary>Exclusive canonical XML 1.0 of one element. Source: W3C, "Exclusive XML Canonicalization Version 1.0".</summary>
/// <param name="WithComments">Whether comments are part of it.</param>
/// <param name="InclusivePrefixes">The PrefixList, separated by spaces; null when there is none.</param>
internal sealed record CanonicalForm(bool WithComments = false, string? InclusivePrefixes = null)
{
    public const string Identifier = "http://www.w3.org/2001/10/xml-exc-c14n#", IdentifierWithComments = Identifier + "WithComments";

    /// <summary>Writes the octets of an element.</summary>
    /// <param name="without">A child that is left out: the enveloped signature.</param>
    public byte[] Write(XmlElement element, XmlElement? without = null)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)document.AppendChild(document.ImportNode(element, deep: true))!;
        if (without is not null)
            copy.RemoveChild(copy.ChildNodes[IndexOf(element, without)]!);
        DeclareInherited(element, copy);

        var transform = new XmlDsigExcC14NTransform(WithComments, InclusivePrefixes);
        transform.LoadInput(document);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }

    private static int IndexOf(XmlElement parent, XmlElement child)
    {
        for (int i = 0; i < parent.ChildNodes.Count; i++)
        {
            if (ReferenceEquals(parent.ChildNodes[i], child))
                return i;
        }
        throw new ArgumentException("The element to leave out must be a child.", nameof(child));
    }

    /// <summary>Declares on the copy what the ancestors declared; what nothing uses and no PrefixList names is not written.</summary>
    private static void DeclareInherited(XmlElement element, XmlElement copy)
    {
        for (var ancestor = element.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                if (attribute.NamespaceURI == SamlNames.NamespaceDeclarations && !copy.HasAttribute(attribute.Name))
                    copy.SetAttributeNode((XmlAttribute)copy.OwnerDocument.ImportNode(attribute, deep: true));
            }
        }
    }
}
