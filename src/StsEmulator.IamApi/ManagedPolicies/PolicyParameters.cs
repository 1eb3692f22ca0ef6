using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>The parameters that only operations on policies have. Source: IAM API model 2010-05-08.</summary>
internal static class PolicyParameters
{
    private static readonly TextPattern Path = TextPattern.Where(@"((/[A-Za-z0-9\.,\+@=_-]+)*)/", IsPath);

    private static readonly TextPattern VersionPattern = TextPattern.Where(@"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", IsVersionId);

    /// <summary>The path of a policy, or the one that listed policies have; its parts hold fewer characters than those of other entities.</summary>
    public static string PolicyPath(this ParameterReader reader, string name = "Path") => reader.Optional(name, 1, 512, Path) ?? "/";

    public static string VersionId(this ParameterReader reader) => reader.Required("VersionId", 0, int.MaxValue, VersionPattern);

    public static string? UsageFilter(this ParameterReader reader) => reader.OneOf("PolicyUsageFilter", PolicyUsage.Permissions, PolicyUsage.Boundary);

    private static bool IsPath(string text)
    {
        if (text is not ['/', .., '/'] and not "/")
            return false;
        bool wasSlash = false;
        foreach (char c in text)
        {
            if (c == '/' ? wasSlash : !char.IsAsciiLetterOrDigit(c) && !".,+@=_-".Contains(c, StringComparison.Ordinal))
                return false;
            wasSlash = c == '/';
        }
        return true;
    }

    private static bool IsVersionId(string text)
    {
        if (text is not ['v', >= '1' and <= '9', ..])
            return false;
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        var number = text.AsSpan(1, (dot < 0 ? text.Length : dot) - 1);
        if (number.ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (char c in dot < 0 ? "" : text[(dot + 1)..])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }
        return true;
    }
}
