using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsEmulator.Server.Control;

/// <summary>An answer of the control API: a status and a JSON body, or none.</summary>
internal sealed record ControlAnswer(int Status, Action<Utf8JsonWriter>? Write = null)
{
    // The body is JSON by its type and never sniffed, so that only JSON itself needs escapes.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets a body that is not JSON, or null.</summary>
    public ControlText? Text { get; init; }

    public static ControlAnswer NoContent { get; } = new(StatusCodes.Status204NoContent);

    public static ControlAnswer Unauthorized { get; } =
        Error(StatusCodes.Status401Unauthorized, "Unauthorized", "The admin token is needed: `Authorization: Bearer TOKEN`.");

    public static ControlAnswer UnsupportedMediaType { get; } =
        Error(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "A body is `Content-Type: application/json`.");

    public static ControlAnswer TooLarge { get; } =
        Error(StatusCodes.Status413PayloadTooLarge, "RequestTooLarge", "A body has at most 1 MiB.");

    public static ControlAnswer Ok(Action<Utf8JsonWriter> write) => new(StatusCodes.Status200OK, write);

    public static ControlAnswer Invalid(string message) => Error(StatusCodes.Status400BadRequest, "InvalidRequest", message);

    public static ControlAnswer Created(Action<Utf8JsonWriter> write) => new(StatusCodes.Status201Created, write);

    public static ControlAnswer Conflict(string message) => Error(StatusCodes.Status409Conflict, "Conflict", message);

    public static ControlAnswer Forbidden(string message) => Error(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static ControlAnswer NotFound(string message) => Error(StatusCodes.Status404NotFound, "NotFound", message);

    public static ControlAnswer MethodNotAllowed(string allowed) =>
        Error(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", $"Here the methods are: {allowed}.");

    public static ControlAnswer Unavailable(string failing) =>
        Error(StatusCodes.Status503ServiceUnavailable, "Unavailable", $"The {failing} does not answer.");

    public async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (Text is { } text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text.Body);
            response.ContentType = text.ContentType;
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
        if (Write is null)
            return;
        ArrayBufferWriter<byte> body = new();
        await using (Utf8JsonWriter writer = new(body, Readable))
            Write(writer);
        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static ControlAnswer Error(int status, string code, string message) => new(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("Error"u8);
        writer.WriteString("Code"u8, code);
        writer.WriteString("Message"u8, message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}

/// <summary>A text and its type.</summary>
internal sealed record ControlText(string ContentType, string Body);
