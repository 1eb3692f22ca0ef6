using System.Net;

namespace StsEmulator.Federation;

/// <summary>What STS answers to a refused token: its wire code, HTTP status and words, for every door that takes tokens.</summary>
public sealed record WebIdentityError(string Code, HttpStatusCode Status, string Message)
{
    private const string InvalidIdentityToken = "InvalidIdentityToken", ExpiredToken = "ExpiredTokenException";

    /// <remarks>
    /// The words are the real service's where captures of them exist. Not verified: those for what is no token, for a time in the
    /// future and for malformed session claims, and the code for a token that is too old; for a provider out of reach they are ours.
    /// </remarks>
    public static WebIdentityError Of(WebIdentityRefusal refusal) => refusal.Kind switch
    {
        WebIdentityRefusalKind.NotAToken => Invalid(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"),
        WebIdentityRefusalKind.MissingClaim => Invalid($"Missing a required claim: {refusal.Claim}"),
        WebIdentityRefusalKind.UnknownIssuer => Invalid($"No OpenIDConnect provider found in your account for {refusal.Issuer}"),
        // A bad signature is answered as a missing key; the two spaces are the service's own.
        WebIdentityRefusalKind.KeyUnavailable or WebIdentityRefusalKind.SignatureInvalid => Invalid(
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation "
            + "for requirements"),
        WebIdentityRefusalKind.ProviderUnreachable => new(
            "IDPCommunicationError", HttpStatusCode.BadRequest, $"The identity provider {refusal.Issuer} could not be reached; try again later"),
        WebIdentityRefusalKind.CertificateNotTrusted => Invalid("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"),
        WebIdentityRefusalKind.IncorrectAudience => Invalid("Incorrect token audience"),
        WebIdentityRefusalKind.Expired => Expired(
            $"Token expired: current date/time {refusal.Now} must be before the expiration date/time {refusal.Time}"),
        WebIdentityRefusalKind.NotYetValid => Invalid(
            $"Token not yet valid: current date/time {refusal.Now} must not be before the {refusal.Claim} date/time {refusal.Time}"),
        WebIdentityRefusalKind.TooOld => Expired($"Token too old: {(Int128)refusal.Now - refusal.Time}"),
        WebIdentityRefusalKind.MalformedSessionClaim => Invalid($"The value of the claim {refusal.Claim} is invalid"),
        _ => throw new InvalidOperationException($"`{refusal.Kind}` has no wording."),
    };

    private static WebIdentityError Invalid(string message) => new(InvalidIdentityToken, HttpStatusCode.BadRequest, message);

    private static WebIdentityError Expired(string message) => new(ExpiredToken, HttpStatusCode.BadRequest, message);
}
