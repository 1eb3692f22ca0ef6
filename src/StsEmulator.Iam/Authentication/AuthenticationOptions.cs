using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>How strictly requests are authenticated, for the whole process.</summary>
public sealed record AuthenticationOptions
{
    /// <summary>Gets whether an unknown access key counts as an administrator of the default account. Off by default.</summary>
    public bool IsRelaxed { get; init; }

    /// <summary>Gets the tolerance for a signature's time on either clock; default 15 minutes, as STS and IAM have it.</summary>
    public TimeSpan Skew { get; init; } = SignatureTime.DefaultSkew;
}
