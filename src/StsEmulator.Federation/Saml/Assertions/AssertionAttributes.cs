using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>The attributes of an assertion by name, which is case-sensitive; statements and attributes of one name add up.</summary>
internal sealed class AssertionAttributes
{
    private readonly Dictionary<string, List<string>> byName;

    private AssertionAttributes(Dictionary<string, List<string>> byName) => this.byName = byName;

    public IEnumerable<string> Names => byName.Keys;

    /// <summary>Reads the attributes; a value that is not text alone, such as one with a comment in it, counts as no value.</summary>
    public static AssertionAttributes Read(XmlElement assertion)
    {
        var byName = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var attribute in assertion.Elements("AttributeStatement", SamlNames.Assertion).SelectMany(statement => statement.Elements("Attribute", SamlNames.Assertion)))
        {
            if (attribute.Attribute("Name") is not { Length: > 0 } name)
                continue;
            if (!byName.TryGetValue(name, out var values))
                byName.Add(name, values = []);
            values.AddRange(attribute.Elements("AttributeValue", SamlNames.Assertion).Select(value => value.Text()?.Trim()).OfType<string>());
        }
        return new AssertionAttributes(byName);
    }

    public IReadOnlyList<string> Values(string name) => byName.TryGetValue(name, out var values) ? values : [];

    /// <summary>Reads the values of an attribute of AWS.</summary>
    public IReadOnlyList<string> Own(string name) => Values(SamlNames.Attributes + name);

    /// <summary>Tells whether an attribute of AWS is there, with a value or without.</summary>
    public bool HasOwn(string name) => byName.ContainsKey(SamlNames.Attributes + name);
}
