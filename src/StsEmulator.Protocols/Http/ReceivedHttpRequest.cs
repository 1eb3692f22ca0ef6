using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StsEmulator.SigV4;

namespace StsEmulator.Protocols.Http;

/// <summary>Takes an HTTP request over as it was received: raw target, header lines in order with their duplicates.</summary>
public static class ReceivedHttpRequest
{
    public static ReceivedRequest Of(HttpContext context, ReadOnlyMemory<byte> body, out HeaderField[] rented)
    {
        var request = context.Request;
        rented = ArrayPool<HeaderField>.Shared.Rent(Math.Max(16, request.Headers.Count));
        int count = 0;
        foreach (var (name, values) in request.Headers)
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (count == rented.Length)
                {
                    var larger = ArrayPool<HeaderField>.Shared.Rent(count * 2);
                    rented.AsSpan(0, count).CopyTo(larger);
                    ArrayPool<HeaderField>.Shared.Return(rented, clearArray: true);
                    rented = larger;
                }
                rented[count++] = new HeaderField(name, values[i] ?? "");
            }
        }
        return new ReceivedRequest
        {
            Method = request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = rented.AsMemory(0, count),
            Body = body,
            IsSecure = request.IsHttps,
        };
    }

    public static void Return(HeaderField[] rented) => ArrayPool<HeaderField>.Shared.Return(rented, clearArray: true);
}
