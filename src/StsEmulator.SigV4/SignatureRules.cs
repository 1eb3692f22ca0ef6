namespace StsEmulator.SigV4;

/// <summary>What the comparison allows beyond the ordinary; everything is off by default.</summary>
public sealed record SignatureRules
{
    /// <summary>Gets the rules that AWS applies to services outside the S3 family.</summary>
    public static SignatureRules Strict { get; } = new();

    /// <summary>Gets whether a service outside the S3 family takes <c>UNSIGNED-PAYLOAD</c>. The S3 family always does.</summary>
    public bool AllowUnsignedPayload { get; init; }

    /// <summary>
    /// Gets whether aws-chunked bodies are verified elsewhere, while they stream. Otherwise such a request needs its whole body in
    /// <see cref="ReceivedRequest.Body"/>, and every chunk is checked.
    /// </summary>
    public bool ChunksAreVerifiedByCaller { get; init; }
}
