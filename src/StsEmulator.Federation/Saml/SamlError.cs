using System.Net;

namespace StsEmulator.Federation.Saml;

/// <summary>What STS answers to a refused SAML response: its wire code, HTTP status and words.</summary>
public sealed record SamlError(string Code, HttpStatusCode Status, string Message)
{
    private const string InvalidResponse = "AuthSamlInvalidSamlResponseException", ManifestNotFound = "AuthSamlManifestNotFoundException";

    /// <param name="requestId">The id of the call to the service behind STS, which some of its answers show.</param>
    /// <remarks>
    /// The words are the real service's where captures of them exist. Ours, because no captures exist: those for what is no response, for
    /// encryption, for a beginning in the future, a malformed duration or tags, and for an assertion that was used before.
    /// </remarks>
    public static SamlError Of(SamlRefusalKind refusal, Guid requestId) => refusal switch
    {
        SamlRefusalKind.NotBase64 => Invalid("Invalid base64 SAMLResponse" + Tail(InvalidResponse, requestId)),
        SamlRefusalKind.NotAResponse => Invalid("Invalid SAMLResponse" + Tail(InvalidResponse, requestId)),
        SamlRefusalKind.UnknownProvider => Invalid("Specified provider doesn't exist" + Tail(ManifestNotFound, requestId)),
        SamlRefusalKind.IncorrectIssuer => Invalid("Issuer not present in specified provider" + Tail(InvalidResponse, requestId)),
        SamlRefusalKind.SignatureInvalid => Invalid("Response signature invalid"),
        SamlRefusalKind.NotEncrypted => Invalid("The specified provider requires encrypted assertions"),
        SamlRefusalKind.NotDecryptable => Invalid("The encrypted assertion could not be decrypted with a private key of the specified provider"),
        // The missing letter is the service's own.
        SamlRefusalKind.NoSubjectConfirmation => Invalid("Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter"),
        SamlRefusalKind.IncorrectAudience => Invalid("Response does not contain the required audience."),
        SamlRefusalKind.TooOld => Expired("Token must be redeemed within 5 minutes of issuance"),
        SamlRefusalKind.Expired => Expired("Response has expired"),
        SamlRefusalKind.NotYetValid => Invalid("Response is not yet valid"),
        SamlRefusalKind.RoleNotOffered => Invalid("SAML Assertion doesn't contain the requested Role and Metadata in the attributes"),
        SamlRefusalKind.MissingRoleSessionName => Invalid("RoleSessionName is required in AuthnResponse"),
        SamlRefusalKind.MalformedRoleSessionName => Invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}"),
        SamlRefusalKind.MalformedSourceIdentity => Invalid(
            "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\""),
        SamlRefusalKind.MalformedSessionDuration => Invalid("SessionDuration in AuthnResponse must be a number of seconds from 900 to 43200"),
        SamlRefusalKind.MalformedTags => Invalid("PrincipalTag or TransitiveTagKeys in AuthnResponse is invalid"),
        SamlRefusalKind.MissingNameId => new("AccessDenied", HttpStatusCode.Forbidden, "Not authorized to perform sts:AssumeRoleWithSAML"),
        SamlRefusalKind.Replayed => Invalid("SAML Assertion has already been used"),
        _ => throw new InvalidOperationException($"`{refusal}` has no wording."),
    };

    private static SamlError Invalid(string message) => new("InvalidIdentityToken", HttpStatusCode.BadRequest, message);

    private static SamlError Expired(string message) => new("ExpiredTokenException", HttpStatusCode.BadRequest, message);

    private static string Tail(string code, Guid requestId) =>
        $" (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: {code}; Request ID: {requestId}; Proxy: null)";
}
