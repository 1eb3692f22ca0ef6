using StsEmulator.Iam.Authentication;

namespace StsEmulator.Protocols.Errors;

/// <summary>What a refused authentication is called on the wire: code, status and text per protocol family.</summary>
/// <remarks>Sources: the AWS "common errors" pages, the S3 error list, and answers of the live services.</remarks>
public static class AuthenticationErrors
{
    private const string InvalidToken = "The security token included in the request is invalid.";
    private const string ExpiredToken = "The security token included in the request is expired";

    /// <param name="service">The signing name of the service that was called, where it is known; DynamoDB has a text of its own.</param>
    /// <param name="explains">
    /// Whether a mismatch's text goes on with the canonical request and the string to sign, where the refusal has them. STS does not.
    /// </param>
    public static WireError For(AuthenticationRefusal refusal, ProtocolFamily family, string? service = null, bool explains = false)
    {
        var fault = AuthenticationFaults.Of(refusal);
        return family switch
        {
            ProtocolFamily.S3 => S3AuthenticationErrors.For(refusal, fault),
            ProtocolFamily.Ec2 => Ec2(fault),
            ProtocolFamily.Json => Json(fault, 400, Text(refusal, fault, family, service, explains)),
            ProtocolFamily.RestJson => Json(fault, 403, Text(refusal, fault, family, service, explains)),
            _ => Query(fault, Text(refusal, fault, family, service, explains)),
        };
    }

    private static WireError Query(AuthenticationFault fault, string text) => fault switch
    {
        AuthenticationFault.NoCredentials => new("MissingAuthenticationToken", 403, text),
        AuthenticationFault.Incomplete => new("IncompleteSignature", 400, text),
        AuthenticationFault.UnknownAccessKey or AuthenticationFault.InvalidSessionToken => new("InvalidClientTokenId", 403, text),
        AuthenticationFault.ExpiredSession => new("ExpiredToken", 403, text),
        _ => new("SignatureDoesNotMatch", 403, text),
    };

    private static WireError Json(AuthenticationFault fault, int status, string text) => fault switch
    {
        AuthenticationFault.NoCredentials => new("MissingAuthenticationTokenException", status, text),
        AuthenticationFault.Incomplete => new("IncompleteSignatureException", status, text),
        AuthenticationFault.UnknownAccessKey or AuthenticationFault.InvalidSessionToken => new("UnrecognizedClientException", status, text),
        AuthenticationFault.ExpiredSession => new("ExpiredTokenException", status, text),
        _ => new("InvalidSignatureException", status, text),
    };

    private static WireError Ec2(AuthenticationFault fault) => fault switch
    {
        AuthenticationFault.Clock or AuthenticationFault.PresignedExpired or AuthenticationFault.ExpiredSession
            => new("RequestExpired", 400, "Request has expired."),
        _ => new("AuthFailure", 401, "AWS was not able to validate the provided access credentials"),
    };

    private static string Text(
        AuthenticationRefusal refusal, AuthenticationFault fault, ProtocolFamily family, string? service, bool explains) => fault switch
        {
            AuthenticationFault.NoCredentials => NoCredentials(family, service),
            AuthenticationFault.Incomplete => SignatureTexts.Incomplete(refusal.Signature),
            AuthenticationFault.Scope => SignatureTexts.Scope(refusal.Signature.Scope, family),
            AuthenticationFault.Clock or AuthenticationFault.PresignedExpired => SignatureTexts.Time(refusal.Signature),
            AuthenticationFault.UnknownAccessKey or AuthenticationFault.InvalidSessionToken => InvalidToken,
            AuthenticationFault.ExpiredSession => ExpiredToken,
            _ => SignatureTexts.Mismatch(explains ? refusal.Explanation : null),
        };

    private static string NoCredentials(ProtocolFamily family, string? service) => (family, service) switch
    {
        (ProtocolFamily.Query, _) => "Request is missing Authentication Token",
        (_, "dynamodb") => "Request must contain either a valid (registered) AWS access key ID or X.509 certificate.",
        _ => "Missing Authentication Token",
    };
}
