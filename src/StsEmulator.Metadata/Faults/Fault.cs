using System.IO.Enumeration;

namespace StsEmulator.Metadata.Faults;

/// <summary>Which requests go wrong, how, and for how long.</summary>
public sealed record FaultRule
{
    /// <summary>Gets the pattern of the path; <c>*</c> stands for any characters, slashes too, and <c>?</c> for one.</summary>
    public string Path { get; init; } = "*";

    /// <summary>Gets the only method it is about; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Gets the id of the only instance it is about; null for all callers.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Gets how many requests go wrong; null for no limit.</summary>
    public int? Times { get; init; }

    /// <summary>Gets until when requests go wrong, by the emulator's clock; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    public required FaultEffect Effect { get; init; }
}

/// <summary>A rule in force and how often it may still strike.</summary>
public sealed class Fault(string id, FaultRule rule)
{
    private int remaining = rule.Times ?? int.MaxValue;

    public string Id => id;

    public FaultRule Rule => rule;

    /// <summary>Gets how many requests are still to go wrong; null without a limit.</summary>
    public int? Remaining => rule.Times is null ? null : Math.Max(0, Volatile.Read(ref remaining));

    internal bool IsOver(DateTimeOffset now) => Remaining == 0 || now >= rule.Until;

    internal bool Matches(FaultTarget target) =>
        (rule.Method is null || rule.Method == target.Method)
        && (rule.InstanceId is null || rule.InstanceId == target.InstanceId)
        && FileSystemName.MatchesSimpleExpression(rule.Path, target.Path, ignoreCase: false)
        && rule.Effect switch
        {
            FaultEffect.Credentials => target.IsCredentials,
            FaultEffect.RefuseTokens => target.UsesToken,
            _ => true,
        };

    /// <summary>Takes one of the times that are left; exact also when many requests take at once.</summary>
    internal bool TryTake()
    {
        if (rule.Times is null)
            return true;
        int left = Volatile.Read(ref remaining);
        while (left > 0)
        {
            int seen = Interlocked.CompareExchange(ref remaining, left - 1, left);
            if (seen == left)
                return true;
            left = seen;
        }
        return false;
    }
}
