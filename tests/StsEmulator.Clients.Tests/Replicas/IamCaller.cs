using System.Globalization;
using System.Text;
using System.Xml.Linq;
using StsEmulator.BlackBox;
using StsEmulator.SigV4;
using StsEmulator.SigV4.Tests;

namespace StsEmulator.Clients.Tests.Replicas;

/// <summary>Asks the IAM API of one emulator, once for each call: a client that tries again would hide what these tests look at.</summary>
internal sealed class IamCaller(EmulatorProcess emulator, string accessKeyId = "test", string secret = "test", string? sessionToken = null)
{
    public async Task<IamOutcome> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        string body = string.Join('&', parameters.Prepend(("Version", "2010-05-08")).Prepend(("Action", action))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Item1)}={Uri.EscapeDataString(parameter.Item2)}"));
        List<HeaderField> headers = [new("Host", emulator.AwsUrl.Authority), new("Content-Type", "application/x-www-form-urlencoded")];
        if (sessionToken is not null)
            headers.Add(new("X-Amz-Security-Token", sessionToken));
        var signed = new TestSigner
        {
            Service = "iam",
            Method = "POST",
            Target = "/",
            Region = "us-east-1",
            AccessKeyId = accessKeyId,
            Secret = secret,
            Time = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            IsSecure = false,
            Headers = [.. headers],
            Body = Encoding.UTF8.GetBytes(body),
        }.Sign();
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator.AwsUrl);
        request.Content = new ByteArrayContent(signed.Body.ToArray());
        foreach (var (name, value) in signed.Headers.ToArray())
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await emulator.Client.SendAsync(request);
        var answer = XDocument.Parse(await response.Content.ReadAsStringAsync());
        string code = answer.Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value ?? "";
        return new IamOutcome((int)response.StatusCode, code, answer);
    }
}

/// <summary>How a call was answered.</summary>
/// <param name="Code">The error code; empty for a success.</param>
internal sealed record IamOutcome(int Status, string Code, XDocument Answer)
{
    /// <summary>Gets the texts of all elements of a name.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Answer.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];
}
