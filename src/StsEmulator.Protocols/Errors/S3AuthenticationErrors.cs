using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;

namespace StsEmulator.Protocols.Errors;

/// <summary>S3's codes and texts. The facts that its envelope shows in further elements are the refusal's.</summary>
internal static class S3AuthenticationErrors
{
    private const string HeaderMalformed = "AuthorizationHeaderMalformed", ParametersError = "AuthorizationQueryParametersError";

    public static WireError For(AuthenticationRefusal refusal, AuthenticationFault fault) => fault switch
    {
        AuthenticationFault.NoCredentials => new("AccessDenied", 403, "Access Denied"),
        AuthenticationFault.UnknownAccessKey =>
            new("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
        AuthenticationFault.InvalidSessionToken => new("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
        AuthenticationFault.ExpiredSession => new("ExpiredToken", 400, "The provided token has expired."),
        AuthenticationFault.PresignedExpired => new("AccessDenied", 403, "Request has expired"),
        AuthenticationFault.Clock => Clock(refusal.Signature),
        AuthenticationFault.Scope => Scope(refusal.Signature),
        AuthenticationFault.Incomplete => Incomplete(refusal.Signature),
        _ => Mismatch(refusal.Signature.Failure),
    };

    private static WireError Clock(SignatureRefusal refusal) =>
        refusal is { Failure: SignatureFailure.NotYetCurrent, Location: SignatureLocation.Query }
            ? new("AccessDenied", 403, "Request is not yet valid")
            : new("RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large.");

    private static WireError Scope(SignatureRefusal refusal)
    {
        if (refusal.Scope is not { } scope)
            return Malformed(refusal, "the Credential is mal-formed");
        // One fault is named. The texts are those that S3-compatible servers agree on.
        string fault = scope.Faults switch
        {
            var faults when faults.HasFlag(ScopeFaults.Region) => $"the region '{scope.Region}' is wrong; expecting '{scope.ExpectedRegion}'",
            var faults when faults.HasFlag(ScopeFaults.Service) =>
                $"incorrect service \"{scope.Service}\". This endpoint belongs to \"{scope.ExpectedService}\".",
            var faults when faults.HasFlag(ScopeFaults.Terminator) =>
                $"incorrect terminal \"{scope.Terminator}\". This endpoint uses \"aws4_request\".",
            _ => $"Invalid credential date \"{scope.Date}\". This date is not the same as X-Amz-Date: \"{scope.RequestTime[..8]}\".",
        };
        return Malformed(refusal, fault);
    }

    private static WireError Malformed(SignatureRefusal refusal, string fault) => refusal.Location == SignatureLocation.Query
        ? new(ParametersError, 400, $"Error parsing the X-Amz-Credential parameter; {fault}")
        : new(HeaderMalformed, 400, $"The authorization header is malformed; {fault}");

    private static WireError Incomplete(SignatureRefusal refusal) => refusal.Failure switch
    {
        SignatureFailure.InvalidPathEncoding or SignatureFailure.InvalidTarget => new("InvalidURI", 400, "Couldn't parse the specified URI."),
        SignatureFailure.MultipleMechanisms => new("InvalidArgument", 400,
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization "
            + "header should be specified"),
        SignatureFailure.UnsupportedMechanism => Unsupported,
        SignatureFailure.UnsupportedAlgorithm when refusal.Location != SignatureLocation.Query => Unsupported,
        SignatureFailure.HostNotSigned => HeadersNotSigned,
        _ => refusal.Location == SignatureLocation.Query ? IncompleteQuery(refusal) : IncompleteHeader(refusal),
    };

    private static WireError Unsupported =>
        new("InvalidRequest", 400, "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");

    private static WireError HeadersNotSigned =>
        new("AccessDenied", 403, "There were headers present in the request which were not signed");

    private static WireError IncompleteHeader(SignatureRefusal refusal) => refusal.Failure switch
    {
        SignatureFailure.MalformedDate => InvalidDate,
        SignatureFailure.MissingParts when refusal.Missing == SignatureParts.Date => InvalidDate,
        SignatureFailure.MalformedCredential => new(HeaderMalformed, 400,
            "The authorization header is malformed; the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."),
        SignatureFailure.MissingParts => new(HeaderMalformed, 400,
            "The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature."),
        SignatureFailure.DuplicateField or SignatureFailure.TooLarge or SignatureFailure.InvalidHeaderValue =>
            new("InvalidArgument", 400, SignatureTexts.Incomplete(refusal)),
        _ => new(HeaderMalformed, 400, "The authorization header that you provided is not valid."),
    };

    private static WireError InvalidDate => new("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header");

    private static WireError IncompleteQuery(SignatureRefusal refusal) => new(ParametersError, 400, refusal.Failure switch
    {
        SignatureFailure.MissingParts =>
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
            + "X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
        SignatureFailure.MalformedCredential =>
            "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; "
            + "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        SignatureFailure.MalformedDate => "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
        SignatureFailure.UnsupportedAlgorithm => "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"",
        _ => SignatureTexts.Incomplete(refusal),
    });

    private static WireError Mismatch(SignatureFailure failure) => failure switch
    {
        SignatureFailure.HeadersNotSigned => HeadersNotSigned,
        SignatureFailure.ContentSha256Missing =>
            new("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256"),
        SignatureFailure.ContentSha256Invalid => new("InvalidArgument", 400,
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "
            + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."),
        SignatureFailure.BodyMismatch =>
            new("XAmzContentSHA256Mismatch", 400, "The provided 'x-amz-content-sha256' header does not match what was computed."),
        SignatureFailure.ChunkMalformed or SignatureFailure.ChunkTooLarge or SignatureFailure.DecodedLengthMismatch =>
            new("IncompleteBody", 400, "The request body terminated unexpectedly"),
        SignatureFailure.TrailerMalformed => new("MalformedTrailerError", 400,
            "The request contained trailing data that was not well-formed or did not conform to our published schema."),
        _ => new("SignatureDoesNotMatch", 403,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method."),
    };
}
