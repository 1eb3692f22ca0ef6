using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StsEmulator.Server.Hosting;

/// <summary>What Kestrel lets in, and what it says about itself.</summary>
internal static class KestrelLimits
{
    /// <summary>The longest request body in bytes, 1 MiB.</summary>
    public const int MaximumBody = 1024 * 1024;

    /// <summary>The longest request line, and the most all headers may add up to, in bytes: 32 KiB each, so that long presigned URLs pass.</summary>
    public const int MaximumRequestLineOrHeaders = 32 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Signatures cover header octets as sent: Latin-1 keeps each octet as one char.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = MaximumBody;
        kestrel.Limits.MaxRequestLineSize = MaximumRequestLineOrHeaders;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaximumRequestLineOrHeaders;
    }
}
