using Microsoft.AspNetCore.Http;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Faults;

/// <summary>A request as faults see it.</summary>
/// <param name="Path">Single slashes, none at the end, and <c>latest</c> for every known version.</param>
/// <param name="IsCredentials">Whether the path is one of credentials, not of their listing.</param>
/// <param name="IsTokenIssue">Whether a metadata token is asked for.</param>
/// <param name="UsesToken">Whether a metadata token is asked for or presented.</param>
internal sealed record FaultTarget(string Method, string Path, string? InstanceId, bool IsCredentials, bool IsTokenIssue, bool UsesToken)
{
    public static FaultTarget Of(HttpContext context, InstanceFleet instances)
    {
        var request = context.Request;
        string path = Normalize(request.Path.Value);
        bool isTokenIssue = HttpMethods.IsPut(request.Method) && path == "/latest/api/token";
        return new FaultTarget(
            request.Method,
            path,
            instances.Find(context.Connection.RemoteIpAddress)?.InstanceId,
            IsCredentialsPath(path),
            isTokenIssue,
            isTokenIssue || request.Headers[InstanceMetadataEndpoint.TokenHeader].ToString().Length > 0);
    }

    /// <summary>Brings a path, or a pattern of paths, into the form in which they are compared.</summary>
    public static string Normalize(string? path)
    {
        string[] segments = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is [var version, ..] && MetadataVersions.Contains(version))
            segments[0] = "latest";
        return "/" + string.Join('/', segments);
    }

    private static bool IsCredentialsPath(string path) => path.Split('/') switch
    {
        ["", "latest", "meta-data", "iam", "security-credentials" or "security-credentials-extended", _] => true,
        ["", "latest", "meta-data", "identity-credentials", "ec2", "security-credentials", _] => true,
        ["", "v1", "credentials"] => true,
        ["", "v2", "credentials", _] => true,
        _ => false,
    };
}
