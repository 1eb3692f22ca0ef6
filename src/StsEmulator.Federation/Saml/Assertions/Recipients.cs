using System.Net;
using System.Text.RegularExpressions;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>The sign-in addresses that an assertion may be for.</summary>
/// <remarks>Source: IAM user guide, "Configure SAML assertions for the authentication response"; the two other partitions by their consoles.</remarks>
internal static partial class Recipients
{
    public static bool IsThisService(string recipient, SamlRules rules) =>
        Real.IsMatch(recipient) || rules.Recipients.Contains(recipient, StringComparer.Ordinal) || IsOwn(recipient);

    /// <summary>The name of this service as an audience, by partition.</summary>
    public static bool IsServiceName(string audience) =>
        audience is "urn:amazon:webservices" or "urn:amazon:webservices:cn-north-1" or "urn:amazon:webservices:govcloud";

    /// <summary>The emulator's own sign-in address, whatever its port; only one who is on this machine gets an answer there.</summary>
    private static bool IsOwn(string recipient) =>
        Uri.TryCreate(recipient, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/saml"
        && uri.Query.Length == 0 && uri.UserInfo.Length == 0
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    [GeneratedRegex(@"\Ahttps://(?:[a-z]{2}(?:-[a-z]+)+-[0-9]+\.)?signin\.(?:aws\.amazon\.com/(?:static/)?saml|amazonaws\.cn/saml|amazonaws-us-gov\.com/saml)\z")]
    private static partial Regex Real { get; }
}
