namespace StsEmulator.Server.Control;

/// <summary>Reads the whole body of a control request; Kestrel's body limit bounds it.</summary>
internal static class ControlBody
{
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}
