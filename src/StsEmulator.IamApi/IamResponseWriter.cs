using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi;

/// <summary>Writes answers in the byte shape of the service.</summary>
internal sealed class IamResponseWriter(EmulatorClock clock)
{
    private static readonly QueryEnvelope Envelope = new("https://iam.amazonaws.com/doc/2010-05-08/");

    public ValueTask WriteAsync(HttpContext context, string action, Action<XmlResultWriter>? result, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        Envelope.WriteResponse(buffer, action, result is null ? null : action + "Result", result, static (xml, write) => write?.Invoke(xml), requestId);
        WriteHeaders(context.Response, requestId);
        return QueryEnvelope.SendAsync(context, buffer, StatusCodes.Status200OK);
    }

    public ValueTask WriteAsync(HttpContext context, in WireError error, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        Envelope.WriteError(buffer, error, requestId);
        WriteHeaders(context.Response, requestId);
        return QueryEnvelope.SendAsync(context, buffer, error.Status);
    }

    public void WriteHeaders(HttpResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        if (clock.Offset != TimeSpan.Zero)
            response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
    }
}
