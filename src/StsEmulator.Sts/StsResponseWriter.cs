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
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>The namespace of errors from before an operation was found; the odd date is the service's.</summary>
    private const string FaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";

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
            var xml = new XmlResultWriter(buffer);
            xml.StartRoot(action, "Response", Namespace);
            string result = ResultNames.Of(action);
            xml.Start(result);
            response.Write(xml);
            xml.End(result);
            xml.Start("ResponseMetadata");
            xml.Text("RequestId", requestId);
            xml.End("ResponseMetadata");
            xml.EndRoot(action, "Response");
        }
        return SendAsync(context, buffer, StatusCodes.Status200OK, isJson);
    }

    public static ValueTask WriteAsync(HttpContext context, in WireError error, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        string type = error.Status >= 500 ? "Receiver" : "Sender";
        bool isJson = AcceptsJson(context.Request);
        if (isJson)
        {
            using var json = new Utf8JsonWriter(buffer, Json);
            json.WriteStartObject();
            json.WriteStartObject("Error");
            json.WriteString("Code", error.Code);
            if (error.Message is { } text)
                json.WriteString("Message", text);
            json.WriteString("Type", type);
            json.WriteEndObject();
            json.WriteString("RequestId", requestId);
            json.WriteEndObject();
        }
        else
        {
            var xml = new XmlResultWriter(buffer);
            xml.StartRoot("ErrorResponse", "", error.Code == "InvalidAction" ? FaultNamespace : Namespace);
            xml.Start("Error");
            xml.Text("Type", type);
            xml.Text("Code", error.Code);
            xml.Optional("Message", error.Message);
            xml.End("Error");
            xml.Text("RequestId", requestId);
            xml.EndRoot("ErrorResponse", "");
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

    private static async ValueTask SendAsync(HttpContext context, Utf8Buffer buffer, int status, bool isJson)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = isJson ? "application/json" : "text/xml";
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written);
        buffer.Return();
    }

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
