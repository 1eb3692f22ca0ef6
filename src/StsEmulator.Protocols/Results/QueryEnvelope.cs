using Microsoft.AspNetCore.Http;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Protocols.Results;

/// <summary>What stands around every XML answer of a query API, and how an answer is sent.</summary>
/// <param name="xmlNamespace">The API's own; it holds the version.</param>
public sealed class QueryEnvelope(string xmlNamespace)
{
    /// <summary>The namespace of errors from before an operation was found; the odd date is the services'.</summary>
    private const string FaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";

    /// <summary>Tells whose fault an error is.</summary>
    public static string TypeOf(in WireError error) => error.Status >= 500 ? "Receiver" : "Sender";

    /// <param name="result">The name of the result element; null for an operation without a result.</param>
    /// <param name="write">Writes the members of the result.</param>
    public void WriteResponse<T>(Utf8Buffer buffer, string action, string? result, T content, Action<XmlResultWriter, T> write, string requestId)
    {
        var xml = new XmlResultWriter(buffer);
        xml.StartRoot(action, "Response", xmlNamespace);
        if (result is not null)
        {
            xml.Start(result);
            write(xml, content);
            xml.End(result);
        }
        xml.Start("ResponseMetadata");
        xml.Text("RequestId", requestId);
        xml.End("ResponseMetadata");
        xml.EndRoot(action, "Response");
    }

    public void WriteError(Utf8Buffer buffer, in WireError error, string requestId)
    {
        var xml = new XmlResultWriter(buffer);
        xml.StartRoot("ErrorResponse", "", error.Code == "InvalidAction" ? FaultNamespace : xmlNamespace);
        xml.Start("Error");
        xml.Text("Type", TypeOf(error));
        xml.Text("Code", error.Code);
        xml.Optional("Message", error.Message);
        xml.End("Error");
        xml.Text("RequestId", requestId);
        xml.EndRoot("ErrorResponse", "");
    }

    /// <summary>Sends what was written, and gives the buffer back.</summary>
    public static async ValueTask SendAsync(HttpContext context, Utf8Buffer buffer, int status, string contentType = "text/xml")
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written);
        buffer.Return();
    }
}
