using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace StsEmulator.Metadata.Tokens;

/// <summary>How long a metadata token is asked to live.</summary>
/// <remarks>Source: EC2 User Guide, "Use the Instance Metadata Service to access instance metadata": 1 second to 6 hours.</remarks>
internal static class TokenTtl
{
    public const int MinimumSeconds = 1;
    public const int MaximumSeconds = 21_600;

    /// <summary>Reads the header: one whole number within the limits, both included.</summary>
    public static bool TryRead(StringValues header, out int seconds)
    {
        seconds = 0;
        return header.Count == 1
            && int.TryParse(header[0], NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds is >= MinimumSeconds and <= MaximumSeconds;
    }
}
