using System.Text.Json.Serialization;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>A policy as it is stored: its name and text. The compiled form is made on first use and kept with the text.</summary>
/// <param name="name">The policy name, or the ARN of a managed policy.</param>
/// <param name="text">The document as JSON.</param>
[method: JsonConstructor]
public sealed class StoredPolicy(string name, string text)
{
    private const string DenyEverything =
        """{"Version":"2012-10-17","Statement":[{"Sid":"UnreadablePolicy","Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private NamedPolicy? compiled;

    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>
    /// The compiled policy. A text that cannot be read compiles to one that denies everything: a policy that is skipped could have
    /// held a Deny.
    /// </summary>
    public NamedPolicy Compile(PolicyType type)
    {
        if (compiled is { } known)
            return known;
        if (!PolicyParser.TryParse(Text, type, PolicyStrictness.Evaluated, out var document, out _)
            && !PolicyParser.TryParse(DenyEverything, PolicyType.Identity, PolicyStrictness.Evaluated, out document, out _))
        {
            throw new InvalidOperationException("The deny-everything policy must compile.");
        }
        return compiled = new NamedPolicy(Name, document);
    }
}
