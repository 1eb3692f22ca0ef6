namespace StsEmulator.SigV4;

/// <summary>Where the signature travelled.</summary>
public enum SignatureLocation
{
    /// <summary>The <c>Authorization</c> header.</summary>
    Header,

    /// <summary>Query parameters (a presigned request).</summary>
    Query,
}

/// <summary>The parts that a signature is made of, in the order in which AWS lists missing ones.</summary>
[Flags]
public enum SignatureParts
{
    None = 0,
    Algorithm = 1,
    Credential = 2,
    Signature = 4,
    SignedHeaders = 8,

    /// <summary><c>X-Amz-Date</c>, or for the header form <c>Date</c>.</summary>
    Date = 16,

    /// <summary><c>X-Amz-Expires</c>, required by the S3 family only.</summary>
    Expires = 32,
}

/// <summary>What does not fit in a credential scope, in the order in which AWS concatenates the sentences.</summary>
[Flags]
public enum ScopeFaults
{
    None = 0,
    Region = 1,
    Service = 2,
    Terminator = 4,
    Date = 8,
}

/// <summary>The facts of a scope that does not fit.</summary>
/// <param name="RequestTime">The request's time in basic form; its first eight digits should have been <paramref name="Date"/>.</param>
/// <param name="ExpectedService">The service that was pinned, when one was.</param>
/// <param name="ExpectedRegion">One region that would be accepted, when regions were pinned.</param>
public sealed record ScopeMismatch(
    ScopeFaults Faults,
    string Date,
    string Region,
    string Service,
    string Terminator,
    string RequestTime,
    string? ExpectedService,
    string? ExpectedRegion);

/// <summary>The facts of a request time outside its window.</summary>
/// <param name="RequestTime">When the request says it was signed.</param>
/// <param name="Limit">The instant it was compared with: now − skew, now + skew, or the end of a presigned request.</param>
/// <param name="Now">The emulator's time of the check.</param>
/// <param name="Skew">The tolerance that was in force.</param>
/// <param name="ValidFor">The lifetime a presigned request gave itself.</param>
public sealed record TimeMismatch(DateTimeOffset RequestTime, DateTimeOffset Limit, DateTimeOffset Now, TimeSpan Skew, TimeSpan? ValidFor);

/// <summary>The two digests of a body that is not the signed one, in lower-case hexadecimal.</summary>
public sealed record PayloadMismatch(string ClaimedSha256, string ComputedSha256);

/// <summary>Why a signature is refused, with every fact the protocols need to word it, and no secret, token or signature.</summary>
public readonly record struct SignatureRefusal
{
    public required SignatureFailure Failure { get; init; }

    /// <summary>Gets the form the request used; <see langword="null"/> while that is not known.</summary>
    public SignatureLocation? Location { get; init; }

    /// <summary>Gets the parts that are missing.</summary>
    public SignatureParts Missing { get; init; }

    /// <summary>Gets the offending piece or name, cut to <see cref="SignatureLimits.RepeatedText"/> characters.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets the Base64 SHA-256 of the <c>Authorization</c> header, whose own text may be somebody's bearer token.</summary>
    public string? AuthorizationSha256 { get; init; }

    /// <summary>Gets header names that should have been signed, lower case, in the order received.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    public ScopeMismatch? Scope { get; init; }

    public TimeMismatch? Time { get; init; }

    public PayloadMismatch? Payload { get; init; }

    internal static SignatureRefusal Because(SignatureFailure failure, SignatureLocation? location = null) =>
        new() { Failure = failure, Location = location };

    internal static SignatureRefusal About(SignatureFailure failure, ReadOnlySpan<char> subject, SignatureLocation? location = null) =>
        new() { Failure = failure, Location = location, Subject = Cut(subject) };

    internal static string Cut(ReadOnlySpan<char> text) =>
        text[..Math.Min(text.Length, SignatureLimits.RepeatedText)].ToString();
}
