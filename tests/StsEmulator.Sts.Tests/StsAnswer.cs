using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StsEmulator.Sts.Tests;

/// <summary>An answer as it came over the wire.</summary>
internal sealed partial record StsAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public string RequestId => Headers["x-amzn-RequestId"];

    /// <summary>Gets the body with what is new in every answer replaced by its name in braces, after a look at its form.</summary>
    public string Golden
    {
        get
        {
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RequestId);
            string golden = Body.Replace(RequestId, "{RequestId}", StringComparison.Ordinal);
            golden = Secret().Replace(golden, "${before}{SecretAccessKey}${after}");
            golden = Token().Replace(golden, "${before}{SessionToken}${after}");
            return AccessKey().Replace(golden, "${before}{AccessKeyId}${after}");
        }
    }

    public string? Code => Find("Code");

    public string? Message => Find("Message");

    /// <summary>Gets the issued credentials of an XML or JSON answer.</summary>
    public Credentials Credentials => new(Find("AccessKeyId")!, Find("SecretAccessKey")!, Find("SessionToken"));

    /// <summary>Finds the text of the first element or JSON member of this name; null when there is none.</summary>
    public string? Find(string name)
    {
        if (Body.StartsWith('{'))
        {
            using var json = JsonDocument.Parse(Bytes);
            return Find(json.RootElement, name);
        }
        if (Body.Length == 0)
            return null;
        var element = System.Xml.Linq.XDocument.Parse(Body).Descendants().FirstOrDefault(element => element.Name.LocalName == name);
        return element?.Value;
    }

    /// <summary>Checks status, code and message at once, with a readable difference.</summary>
    public void ShouldBe(int status, string code, string? message)
    {
        Assert.Equal((status, code, message), ((int)Status, Code, Message));
        Assert.Equal(RequestId, Find("RequestId"));
    }

    public void ShouldSucceed() => Assert.True(Status == HttpStatusCode.OK, $"{(int)Status}: {Body}");

    private static string? Find(JsonElement json, string name)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == name)
                return member.Value.ToString();
            if (member.Value.ValueKind == JsonValueKind.Object && Find(member.Value, name) is { } found)
                return found;
        }
        return null;
    }

    [GeneratedRegex("(?<before><SecretAccessKey>|\"SecretAccessKey\":\")[A-Za-z0-9+/]{40}(?<after><|\")")]
    private static partial Regex Secret();

    [GeneratedRegex("(?<before><SessionToken>|\"SessionToken\":\")IQoJb3JpZ2luX2Vj[A-Za-z0-9+/=]{284,1084}(?<after><|\")")]
    private static partial Regex Token();

    [GeneratedRegex("(?<before><AccessKeyId>|\"AccessKeyId\":\")ASIA[A-Z2-7]{16}(?<after><|\")")]
    private static partial Regex AccessKey();
}
