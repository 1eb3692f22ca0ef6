using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsEmulator.Metadata.Tasks;

/// <summary>What a container endpoint answers.</summary>
internal sealed record TaskAnswer(int Status, ReadOnlyMemory<byte> Body, string ContentType)
{
    /// <summary>Keys and tokens hold <c>+</c>, which the usual encoder would write as an escape; nothing here ends up in a web page.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // INVARIANT: the body may hold credentials and stays out of every generated text.
    public override string ToString() => $"TaskAnswer {Status}";

    public static TaskAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, Plain))
            write(json);
        return new TaskAnswer(status, body.ToArray(), "application/json");
    }

    public static TaskAnswer Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    /// <summary>An error of the credentials endpoint. Some SDKs read <c>code</c> and <c>message</c>, others <c>Code</c> and <c>Message</c>.</summary>
    public static TaskAnswer Error(int status, string code, string message) => Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteNumber("HTTPErrorCode", status);
        json.WriteString("Code", code);
        json.WriteString("Message", message);
        json.WriteEndObject();
    });
}
