using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi;

/// <summary>Writes answers in the byte shape of the service.</summary>
internal sealed class IamResponseWriter(EmulatorClock clock)
{
    private const string Namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

    /// <summary>The namespace of errors from before an operation was found; the odd date is the service's.</summary>
    private const string FaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";

    public ValueTask WriteAsync(HttpContext context, string action, Action<XmlResultWriter>? result, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        var xml = new XmlResultWriter(buffer);
        xml.StartRoot(action, "Response", Namespace);
        if (result is not null)
        {
            xml.Start(action + "Result");
            result(xml);
            xml.End(action + "Result");
        }
        xml.Start("ResponseMetadata");
        xml.Text("RequestId", requestId);
        xml.End("ResponseMetadata");
        xml.EndRoot(action, "Response");
        return SendAsync(context, buffer, StatusCodes.Status200OK, requestId);
    }

    public ValueTask WriteAsync(HttpContext context, in WireError error, string requestId)
    {
        var buffer = Utf8Buffer.Rent();
        var xml = new XmlResultWriter(buffer);
        xml.StartRoot("ErrorResponse", "", error.Code == "InvalidAction" ? FaultNamespace : Namespace);
        xml.Start("Error");
        xml.Text("Type", error.Status >= 500 ? "Receiver" : "Sender");
        xml.Text("Code", error.Code);
        xml.Optional("Message", error.Message);
        xml.End("Error");
        xml.Text("RequestId", requestId);
        xml.EndRoot("ErrorResponse", "");
        return SendAsync(context, buffer, error.Status, requestId);
    }

    public void WriteHeaders(HttpResponse response, string requestId)
    {
        response.Headers["x-amzn-RequestId"] = requestId;
        if (clock.Offset != TimeSpan.Zero)
            response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
    }

    private async ValueTask SendAsync(HttpContext context, Utf8Buffer buffer, int status, string requestId)
    {
        var response = context.Response;
        WriteHeaders(response, requestId);
        response.StatusCode = status;
        response.ContentType = "text/xml";
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written);
        buffer.Return();
    }
}
