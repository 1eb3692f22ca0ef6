namespace StsEmulator.Verifier;

/// <summary>What a message may at most hold. The limits of signatures themselves are those of the signature check.</summary>
internal static class VerifierLimits
{
    /// <summary>Octets of a body, 1 MiB. A larger one can be given by its SHA-256.</summary>
    public const int Body = 1024 * 1024;

    /// <summary>Octets of the request target, 32 KiB, so that long presigned URLs pass.</summary>
    public const int Target = 32 * 1024;

    /// <summary>Octets of one header line, name and value, 32 KiB.</summary>
    public const int HeaderLine = 32 * 1024;

    /// <summary>Characters of a method; the longest registered one has 17.</summary>
    public const int Method = 32;

    /// <summary>Octets of a whole message: everything above at its limit, and room for policies.</summary>
    public const int Message = 5 * 1024 * 1024;

    /// <summary>Requests of one stream that are being verified or wait to be sent.</summary>
    public const int InFlight = 256;

    /// <summary>Replies that are put together before they are flushed.</summary>
    public const int UnflushedReplies = 64;

    /// <summary>Condition keys of a question.</summary>
    public const int ContextKeys = 1000;

    /// <summary>Characters of a condition value.</summary>
    public const int ContextValue = 4096;

    /// <summary>Characters of an action. Source: IAM API, ActionNameType.</summary>
    public const int Action = 128;

    /// <summary>Characters of a resource ARN. Source: IAM API, ResourceNameType.</summary>
    public const int Resource = 2048;

    /// <summary>Policies of one question, all kinds together.</summary>
    public const int Policies = 100;
}
