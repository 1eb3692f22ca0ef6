namespace StsEmulator.SigV4;

/// <summary>Why a request's signature was not accepted. How each is worded and numbered on the wire is the protocol's business.</summary>
public enum SignatureFailure
{
    None,

    /// <summary>The request carries no signature at all.</summary>
    MissingAuthentication,

    /// <summary>An <c>Authorization</c> header of another scheme than <c>AWS4-…</c>.</summary>
    UnsupportedMechanism,

    /// <summary>An <c>AWS4-…</c> algorithm other than <c>AWS4-HMAC-SHA256</c>.</summary>
    UnsupportedAlgorithm,

    /// <summary>The header form and the query form in one request.</summary>
    MultipleMechanisms,

    /// <summary>A part of the <c>Authorization</c> header has no equal sign.</summary>
    NotKeyValue,

    /// <summary>Required parts are absent or empty: <see cref="SignatureRefusal.Missing"/>.</summary>
    MissingParts,

    /// <summary>Unknown or repeated parts, or separators that the grammar does not know.</summary>
    MalformedAuthorization,

    /// <summary>A header or parameter that may occur once occurs twice; <see cref="SignatureRefusal.Subject"/> is its name.</summary>
    DuplicateField,

    /// <summary>Not five elements, or an empty one; <see cref="SignatureRefusal.Subject"/> is what was got.</summary>
    MalformedCredential,

    /// <summary>Signed headers that are not lower-case names in strictly ascending order.</summary>
    MalformedSignedHeaders,

    /// <summary>A date in no accepted format; <see cref="SignatureRefusal.Subject"/> is what was got.</summary>
    MalformedDate,

    ExpiresNotANumber,
    ExpiresNegative,

    /// <summary>More than 604 800 seconds.</summary>
    ExpiresTooLarge,

    /// <summary>The header and the query give different session tokens.</summary>
    SessionTokenConflict,

    /// <summary>A limit of <see cref="SignatureLimits"/> is passed; <see cref="SignatureRefusal.Subject"/> names what is too large.</summary>
    TooLarge,

    /// <summary>A target or method that cannot be signed: <c>*</c>, authority form, characters that are not octets.</summary>
    InvalidTarget,

    /// <summary>S3 family: a percent sign in the path without two hexadecimal digits.</summary>
    InvalidPathEncoding,

    /// <summary>A header value with a bare line break or a character that is no octet; <see cref="SignatureRefusal.Subject"/> is its name.</summary>
    InvalidHeaderValue,

    /// <summary>The credential scope does not fit: <see cref="SignatureRefusal.Scope"/>.</summary>
    ScopeMismatch,

    /// <summary>The request time lies before the window: <see cref="SignatureRefusal.Time"/>.</summary>
    TooOld,

    /// <summary>The request time lies after the window.</summary>
    NotYetCurrent,

    /// <summary>A presigned request used after <c>X-Amz-Date + X-Amz-Expires</c>.</summary>
    PresignedExpired,

    /// <summary>Neither <c>host</c> nor <c>:authority</c> is signed.</summary>
    HostNotSigned,

    /// <summary>Headers are present that had to be signed: <see cref="SignatureRefusal.Names"/>.</summary>
    HeadersNotSigned,

    /// <summary>A signed header is not in the request; <see cref="SignatureRefusal.Subject"/> is its name.</summary>
    SignedHeaderMissing,

    /// <summary>S3 family, header form: <c>x-amz-content-sha256</c> is required.</summary>
    ContentSha256Missing,

    /// <summary><c>x-amz-content-sha256</c> is neither a digest nor a known word.</summary>
    ContentSha256Invalid,

    /// <summary><c>UNSIGNED-PAYLOAD</c> where the body must be covered.</summary>
    UnsignedPayloadRefused,

    /// <summary>A <c>STREAMING-…</c> payload for a service that has none, or of a kind not supported, or whose body is not at hand.</summary>
    StreamingPayloadRefused,

    /// <summary>The body differs from the digest that was signed: <see cref="SignatureRefusal.Payload"/>.</summary>
    BodyMismatch,

    /// <summary>The signature is not 64 lower-case hexadecimal digits.</summary>
    MalformedSignature,

    /// <summary>The signature is not the one this secret gives for this request.</summary>
    Mismatch,

    /// <summary>aws-chunked framing that cannot be read.</summary>
    ChunkMalformed,

    /// <summary>A chunk or chunk header above its cap.</summary>
    ChunkTooLarge,

    /// <summary>A chunk's signature does not continue the chain.</summary>
    ChunkMismatch,

    /// <summary>Trailer lines that are malformed, not announced, or announced and absent.</summary>
    TrailerMalformed,

    /// <summary>The trailer's signature does not end the chain.</summary>
    TrailerMismatch,

    /// <summary><c>x-amz-decoded-content-length</c> is absent, malformed, or not what the chunks held.</summary>
    DecodedLengthMismatch,
}
