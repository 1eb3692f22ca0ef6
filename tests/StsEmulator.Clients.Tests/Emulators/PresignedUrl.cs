using System.Net;
using System.Text.RegularExpressions;
using StsEmulator.BlackBox;

namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>A GetCallerIdentity URL that another program signed, sent as it is with the header it signed, or not.</summary>
internal static partial class PresignedUrl
{
    public const string Cluster = "dev cluster";

    /// <summary>The status, and the ARN or the error code.</summary>
    public static async Task<(HttpStatusCode Status, string ArnOrCode)> SendAsync(EmulatorProcess emulator, string url, string? cluster)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        if (cluster is not null)
            request.Headers.Add("x-k8s-aws-id", cluster);
        using var answer = await emulator.Client.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, ArnOrCode.Match(body).Groups[2].Value);
    }

    /// <summary>Sends it with the header as signed, with another value, without it, and with one query parameter changed.</summary>
    public static async Task AssertIsHeldToWhatWasSignedAsync(EmulatorProcess emulator, string url)
    {
        (HttpStatusCode, string) refused = (HttpStatusCode.Forbidden, "SignatureDoesNotMatch");

        var asSigned = await SendAsync(emulator, url, Cluster);
        var otherValue = await SendAsync(emulator, url, "other");
        var without = await SendAsync(emulator, url, null);
        var longer = await SendAsync(emulator, url.Replace("X-Amz-Expires=60", "X-Amz-Expires=600", StringComparison.Ordinal), Cluster);

        Assert.Equal((HttpStatusCode.OK, "arn:aws:iam::123456789012:user/admin"), asSigned);
        Assert.Equal(refused, otherValue);
        Assert.Equal(refused, without);
        Assert.Equal(refused, longer);
    }

    [GeneratedRegex("<(Arn|Code)>([^<]*)</")]
    private static partial Regex ArnOrCode { get; }
}
