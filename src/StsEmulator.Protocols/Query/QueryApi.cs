using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StsEmulator.Protocols.Query;

/// <summary>
/// One API among those of the query family that share the root of a listener, and the rule which of them a request is for: the service of
/// its credential scope, else its Host, else its Version.
/// </summary>
/// <param name="service">The signing name, which is also the first label of its host names.</param>
/// <param name="version">The API version, a date.</param>
public sealed class QueryApi(string service, string version)
{
    private const string Terminator = "/aws4_request";

    private readonly string scope = $"/{service}{Terminator}";
    private readonly string encodedScope = $"%2F{service}%2Faws4_request";
    private readonly string host = service + ".";
    private readonly byte[] parameter = Encoding.ASCII.GetBytes($"Version={version}");

    /// <summary>Gets the path that all of them answer at.</summary>
    public const string Path = "/";

    public ValueTask<bool> IsForAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is [{ } authorization, ..] && authorization.Contains(Terminator, StringComparison.Ordinal))
            return ValueTask.FromResult(authorization.Contains(scope, StringComparison.Ordinal));
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Contains("X-Amz-Credential=", StringComparison.OrdinalIgnoreCase))
        {
            return ValueTask.FromResult(
                target.Contains(encodedScope, StringComparison.OrdinalIgnoreCase) || target.Contains(scope, StringComparison.Ordinal));
        }
        string name = context.Request.Host.Host;
        if (name.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase))
            return ValueTask.FromResult(name.StartsWith(host, StringComparison.OrdinalIgnoreCase));
        int query = target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && Holds(Encoding.Latin1.GetBytes(target[(query + 1)..])))
            return ValueTask.FromResult(true);
        return HttpMethods.IsPost(context.Request.Method) ? IsVersionOfBodyAsync(context) : ValueTask.FromResult(false);
    }

    /// <summary>Looks into the body without taking it: whoever answers reads it from its beginning.</summary>
    private async ValueTask<bool> IsVersionOfBodyAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var seen = await reader.ReadAsync(context.RequestAborted);
        bool holds = Holds(seen.Buffer.IsSingleSegment ? seen.Buffer.FirstSpan : seen.Buffer.ToArray());
        reader.AdvanceTo(seen.Buffer.Start);
        return holds;
    }

    private bool Holds(ReadOnlySpan<byte> form)
    {
        int at = form.IndexOf(parameter);
        if (at < 0 || (at > 0 && form[at - 1] != '&'))
            return false;
        int end = at + parameter.Length;
        return end == form.Length || form[end] == '&';
    }
}
