using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts;

/// <summary>Writes answers in the byte shape of the service: XML, or JSON where the caller accepts it.</summary>
internal sealed class StsResponseWriter(EmulatorClock clock)
{
    private static readonly QueryEnvelope Envelope = new("https://sts.amazonaws.com/doc/2011-06-15/");

    /// <summary>Only what JSON itself asks for is escaped: the <c>+</c> of a session token stays as it is.</summary>
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ValueTask WriteAsync(HttpContext context, string action, IStsResponse response, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        bool isJson = AcceptsJson(context.Request);
        if (isJson)
        {
            using var json = new Utf8JsonWriter(buffer, Json);
            json.WriteStartObject();
            json.WriteStartObject(action + "Response");
            json.WriteStartObject(action + "Result");
            response.Write(new JsonResultWriter(json));
            json.WriteEndObject();
            json.WriteStartObject("ResponseMetadata");
            json.WriteString("RequestId", requestId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            Envelope.WriteResponse(buffer, action, ResultNames.Of(action), response, static (xml, content) => content.Write(xml), requestId);
        }
        return SendAsync(context, buffer, StatusCodes.Status200OK, isJson);
    }

    public static ValueTask WriteAsync(HttpContext context, in WireError error, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        bool isJson = AcceptsJson(context.Request);
        if (isJson)
        {
            using var json = new Utf8JsonWriter(buffer, Json);
            json.WriteStartObject();
            json.WriteStartObject("Error");
            json.WriteString("Code", error.Code);
            if (error.Message is { } text)
                json.WriteString("Message", text);
            json.WriteString("Type", QueryEnvelope.TypeOf(error));
            json.WriteEndObject();
            json.WriteString("RequestId", requestId);
            json.WriteEndObject();
        }
        else
        {
            Envelope.WriteError(buffer, error, requestId);
        }
        return SendAsync(context, buffer, error.Status, isJson);
    }

    /// <summary>The headers that every answer has, redirects included.</summary>
    public void WriteHeaders(HttpResponse response, string requestId, string region)
    {
        var now = clock.GetUtcNow();
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers["x-amz-sts-extended-request-id"] = ExtendedRequestId.Of(region, now, requestId);
        if (clock.Offset != TimeSpan.Zero)
            response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
    }

    private static ValueTask SendAsync(HttpContext context, Utf8Buffer buffer, int status, bool isJson) =>
        QueryEnvelope.SendAsync(context, buffer, status, isJson ? "application/json" : "text/xml");

    private static bool AcceptsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        for (int i = 0; i < accept.Count; i++)
        {
            if (accept[i]?.Contains("application/json", StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }
        return false;
    }
}
