using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace StsEmulator.IamApi.Tests;

/// <summary>An answer of the endpoint.</summary>
internal sealed class IamAnswer(HttpStatusCode status, HttpResponseHeaders headers, string body)
{
    private readonly XElement? root = body.Length == 0 ? null : XDocument.Parse(body).Root;

    public HttpStatusCode Status => status;

    public HttpResponseHeaders Headers => headers;

    public string Body => body;

    /// <summary>Gets the root element's name and namespace.</summary>
    public XName RootName => root!.Name;

    /// <summary>Gets the error code; null for a success.</summary>
    public string? Code => Child(Child(root, "Error"), "Code")?.Value;

    public string? Message => Child(Child(root, "Error"), "Message")?.Value;

    /// <summary>Gets a text in the result by its path, such as <c>User/Arn</c>; null where it is not.</summary>
    public string? this[string path] => path.Split('/').Aggregate(Result, Child)?.Value;

    /// <summary>Gets the members of a list in the result.</summary>
    public IReadOnlyList<XElement> Members(string path) => [.. path.Split('/').Aggregate(Result, Child)?.Elements() ?? []];

    /// <summary>Gets one text of each member of a list.</summary>
    public IReadOnlyList<string?> Texts(string path, string name) => [.. Members(path).Select(member => Child(member, name)?.Value)];

    private XElement? Result => root?.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal));

    public IamAnswer ShouldSucceed()
    {
        Assert.True(status == HttpStatusCode.OK, body);
        return this;
    }

    public void ShouldFail(int expectedStatus, string code, string message)
    {
        Assert.Equal((code, message), (Code, Message));
        Assert.Equal(expectedStatus, (int)status);
    }

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
