namespace StsEmulator.SigV4;

/// <summary>What a request may at most hold; above it is a refusal. Source: own choice, far above what clients send.</summary>
public static class SignatureLimits
{
    /// <summary>Characters of the <c>Authorization</c> header.</summary>
    public const int Authorization = 8 * 1024;

    /// <summary>Characters of the raw query.</summary>
    public const int Query = 64 * 1024;

    /// <summary>Header lines.</summary>
    public const int Headers = 100;

    /// <summary>Characters of the session token, decoded.</summary>
    public const int SessionToken = 16 * 1024;

    /// <summary>Octets of the canonical request.</summary>
    public const int CanonicalRequest = 1024 * 1024;

    /// <summary>Seconds of a presigned request: one week. Source: AWS, "Authenticating requests: using query parameters".</summary>
    public const int ExpiresSeconds = 604_800;

    /// <summary>Characters of client text that a refusal repeats.</summary>
    public const int RepeatedText = 256;
}
