namespace StsEmulator.SigV4;

/// <summary>A request exactly as it arrived: nothing decoded, folded or re-ordered, because the signature covers the bytes.</summary>
public sealed class ReceivedRequest
{
    /// <summary>Gets the method as received.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the raw request target (path and query), one char per octet.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the header lines in the order received, duplicates kept.</summary>
    public required ReadOnlyMemory<HeaderField> Headers { get; init; }

    /// <summary>Gets the body; ignored when <see cref="BodySha256"/> is given.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the SHA-256 of the body (32 bytes) where the caller computed it, otherwise empty.</summary>
    public ReadOnlyMemory<byte> BodySha256 { get; init; }

    /// <summary>Gets whether the request came over TLS; decides which port is the default one for the host line.</summary>
    public bool IsSecure { get; init; }
}
