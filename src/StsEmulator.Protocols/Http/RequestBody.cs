using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace StsEmulator.Protocols.Http;

/// <summary>A request body read whole into a rented buffer, so that the bytes that were signed are the bytes that are parsed.</summary>
public readonly struct RequestBody : IDisposable
{
    /// <summary>What is rented for a length that is only announced, 1 MiB; more when that much has come.</summary>
    private const int LargestAdvance = 1024 * 1024;

    private readonly byte[]? rented;

    private RequestBody(byte[]? rented, int length, bool isTooLarge)
    {
        this.rented = rented;
        Bytes = rented.AsMemory(0, length);
        IsTooLarge = isTooLarge;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public bool IsTooLarge { get; }

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int maximum, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !HasTransferEncoding(request)))
            return default;
        if (request.ContentLength > maximum)
            return new RequestBody(null, 0, isTooLarge: true);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(LargestAdvance, request.ContentLength ?? 4096));
        int length = 0;
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            if (length + result.Buffer.Length > maximum)
            {
                request.BodyReader.AdvanceTo(result.Buffer.End);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                return new RequestBody(null, 0, isTooLarge: true);
            }
            if (length + result.Buffer.Length > buffer.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(maximum, Math.Max(buffer.Length * 2L, length + result.Buffer.Length)));
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                buffer = larger;
            }
            result.Buffer.CopyTo(buffer.AsSpan(length));
            length += (int)result.Buffer.Length;
            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return new RequestBody(buffer, length, isTooLarge: false);
        }
    }

    /// <summary>Gives the buffer back, wiped: a form can hold tokens.</summary>
    public void Dispose()
    {
        if (rented is null)
            return;
        rented.AsSpan(0, Bytes.Length).Clear();
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static bool HasTransferEncoding(HttpRequest request) => request.Headers.TransferEncoding.Count > 0;
}
