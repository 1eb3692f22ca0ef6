using System.Globalization;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Server.Control;

/// <summary>A question that names no time is asked now.</summary>
internal static class WhatIfTime
{
    public static void Set(WhatIfCase question, DateTimeOffset now)
    {
        var context = question.Request.Context;
        // Both keys tell the same instant: where a question gives one, the other is not made up beside it.
        if (context.TryGet("aws:CurrentTime", out _) || context.TryGet("aws:EpochTime", out _))
            return;
        context.Set("aws:CurrentTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        context.Set("aws:EpochTime", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
    }
}
