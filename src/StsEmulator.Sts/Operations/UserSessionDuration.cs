using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Sts.Operations;

/// <summary>How long the sessions of GetSessionToken and GetFederationToken last.</summary>
internal static class UserSessionDuration
{
    private static readonly TimeSpan Default = TimeSpan.FromHours(12);
    private static readonly TimeSpan RootMaximum = TimeSpan.FromHours(1);

    /// <summary>12 h when nothing is asked for; root gets an hour at most and is told nothing about it.</summary>
    public static TimeSpan Of(TimeSpan? asked, Caller caller)
    {
        var duration = asked ?? Default;
        return caller.Principal.Kind == PrincipalKind.Root && duration > RootMaximum ? RootMaximum : duration;
    }
}
