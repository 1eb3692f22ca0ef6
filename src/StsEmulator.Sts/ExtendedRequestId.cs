using System.Globalization;
using System.Text;

namespace StsEmulator.Sts;

/// <summary>The second request id of every answer: base64 of <c>1:region:S:epoch milliseconds:R:8 characters</c>.</summary>
internal static class ExtendedRequestId
{
    public static string Of(string region, DateTimeOffset now, string requestId)
    {
        Span<byte> text = stackalloc byte[128];
        var name = region.Length <= 64 ? region : region[..64];
        return System.Text.Unicode.Utf8.TryWrite(
            text, CultureInfo.InvariantCulture, $"1:{name}:S:{now.ToUnixTimeMilliseconds()}:R:{requestId.AsSpan(0, 8)}", out int written)
            ? Convert.ToBase64String(text[..written])
            : Convert.ToBase64String(Encoding.UTF8.GetBytes($"1::S:{now.ToUnixTimeMilliseconds()}:R:{requestId.AsSpan(0, 8)}"));
    }
}
