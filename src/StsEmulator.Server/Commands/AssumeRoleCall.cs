using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using StsEmulator.SigV4;

namespace StsEmulator.Server.Commands;

/// <summary>What AssumeRole is asked for.</summary>
internal sealed record AssumeRoleParameters(string RoleArn, string SessionName, int? DurationSeconds, string? ExternalId)
{
    public string ToForm()
    {
        StringBuilder form = new("Action=AssumeRole&Version=2011-06-15");
        Append(form, "RoleArn", RoleArn);
        Append(form, "RoleSessionName", SessionName);
        Append(form, "DurationSeconds", DurationSeconds?.ToString(CultureInfo.InvariantCulture));
        Append(form, "ExternalId", ExternalId);
        return form.ToString();
    }

    private static void Append(StringBuilder form, string name, string? value)
    {
        if (value is not null)
            form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}

/// <summary>Credentials as the service answered them; the expiry stays as written.</summary>
internal sealed record IssuedCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, string Expiration)
{
    // INVARIANT: the generated text of a record would print the secret.
    public override string ToString() => $"IssuedCredentials {AccessKeyId}";
}

/// <summary>One AssumeRole call to a running emulator over HTTP, signed as any SDK would.</summary>
internal sealed class AssumeRoleCall(Uri endpoint, string region, string accessKeyId, string secretAccessKey, string? sessionToken)
{
    /// <summary>SDKs give a credential process little time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MaximumAnswer = 1024 * 1024;

    public async Task<(IssuedCredentials? Credentials, string Problem)> SendAsync(
        AssumeRoleParameters parameters, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.ASCII.GetBytes(parameters.ToForm());
        const string FormType = "application/x-www-form-urlencoded";
        string target = endpoint.AbsolutePath;
        HeaderField[] signed = [new("Content-Type", FormType), new("Host", endpoint.Authority)];
        RequestSigner signer = new(accessKeyId, secretAccessKey, sessionToken);

        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(endpoint, target)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", FormType);
        foreach (var header in signer.Sign("POST", target, signed, body, region, "sts", time.GetUtcNow()))
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        try
        {
            using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
            {
                Timeout = Patience,
                MaxResponseContentBufferSize = MaximumAnswer,
            };
            using var response = await client.SendAsync(request, cancellationToken);
            string answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return Read(answer, response.StatusCode);
        }
        catch (HttpRequestException unreachable)
        {
            return (null, $"{endpoint.GetLeftPart(UriPartial.Authority)} does not answer: {unreachable.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{endpoint.GetLeftPart(UriPartial.Authority)} does not answer within {Patience.TotalSeconds:0} s");
        }
    }

    internal static (IssuedCredentials? Credentials, string Problem) Read(string answer, HttpStatusCode status)
    {
        if (!TryReadLeaves(answer, out var leaves))
            return (null, $"the answer ({(int)status}) is not XML: is this the AWS URL of an emulator?");
        if (leaves.TryGetValue("Code", out string? code))
            return (null, $"{code}: {leaves.GetValueOrDefault("Message", "")}");
        return status == HttpStatusCode.OK && leaves.TryGetValue("AccessKeyId", out string? id)
            && leaves.TryGetValue("SecretAccessKey", out string? secret) && leaves.TryGetValue("SessionToken", out string? token)
            && leaves.TryGetValue("Expiration", out string? expiration)
                ? (new IssuedCredentials(id, secret, token, expiration), "")
                : (null, $"the answer ({(int)status}) holds no credentials");
    }

    /// <summary>The texts of elements without children, by name; in an STS answer no name that is wanted occurs twice.</summary>
    private static bool TryReadLeaves(string xml, [NotNullWhen(true)] out Dictionary<string, string>? leaves)
    {
        leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            string element = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    element = reader.LocalName;
                else if (reader.NodeType == XmlNodeType.Text)
                    leaves.TryAdd(element, reader.Value);
            }
            return true;
        }
        catch (XmlException)
        {
            leaves = null;
            return false;
        }
    }
}
