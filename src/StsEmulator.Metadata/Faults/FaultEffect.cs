namespace StsEmulator.Metadata.Faults;

/// <summary>What a fault does to a request.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>Answers with an error status and its page.</summary>
    /// <param name="Code">400 to 599.</param>
    public sealed record Status(int Code) : FaultEffect;

    /// <summary>Keeps the caller waiting by the machine's clock, then serves as usual.</summary>
    public sealed record Delay(TimeSpan Time) : FaultEffect;

    /// <summary>Spoils the body of an answer that would have been a success.</summary>
    public sealed record Body(BodyDamage Damage) : FaultEffect;

    /// <summary>Aborts the connection without an answer.</summary>
    public sealed record Drop : FaultEffect;

    /// <summary>Serves credentials of a session issued for this answer alone.</summary>
    /// <param name="ExpiresIn">The life of the session; negative for one that has expired.</param>
    public sealed record Credentials(TimeSpan ExpiresIn) : FaultEffect;

    /// <summary>Issues no metadata token and accepts none.</summary>
    public sealed record RefuseTokens : FaultEffect;
}

/// <summary>How a body is spoiled.</summary>
public enum BodyDamage
{
    /// <summary>No body at all.</summary>
    Empty,

    /// <summary>A whole answer with JSON in it that does not end.</summary>
    Malformed,

    /// <summary>The first half, then the connection is aborted.</summary>
    Truncated,
}
