using System.Net;

namespace StsEmulator.Federation.Tests;

/// <summary>The words of the real service.</summary>
public sealed class WebIdentityErrorTests
{
    private const string NoKey =
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

    public static TheoryData<WebIdentityRefusal, string, string> Answers => new()
    {
        {
            new(WebIdentityRefusalKind.NotAToken), "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
        },
        { new(WebIdentityRefusalKind.MissingClaim, "aud"), "InvalidIdentityToken", "Missing a required claim: aud" },
        {
            new(WebIdentityRefusalKind.UnknownIssuer, Issuer: "https://a.example/"), "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://a.example/"
        },
        { new(WebIdentityRefusalKind.KeyUnavailable), "InvalidIdentityToken", NoKey },
        { new(WebIdentityRefusalKind.SignatureInvalid), "InvalidIdentityToken", NoKey },
        { new(WebIdentityRefusalKind.IncorrectAudience), "InvalidIdentityToken", "Incorrect token audience" },
        {
            new(WebIdentityRefusalKind.Expired, "exp", Now: 1731098245, Time: 1731095240), "ExpiredTokenException",
            "Token expired: current date/time 1731098245 must be before the expiration date/time 1731095240"
        },
        { new(WebIdentityRefusalKind.TooOld, "iat", Now: 441400, Time: 2), "ExpiredTokenException", "Token too old: 441398" },
        {
            new(WebIdentityRefusalKind.ProviderUnreachable, Issuer: "https://a.example"), "IDPCommunicationError",
            "The identity provider https://a.example could not be reached; try again later"
        },
        {
            new(WebIdentityRefusalKind.CertificateNotTrusted, Issuer: "https://a.example"), "InvalidIdentityToken",
            "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
        },
        {
            new(WebIdentityRefusalKind.NotYetValid, "nbf", Now: 1731095239, Time: 1731095240), "InvalidIdentityToken",
            "Token not yet valid: current date/time 1731095239 must not be before the nbf date/time 1731095240"
        },
        {
            new(WebIdentityRefusalKind.MalformedSessionClaim, "https://aws.amazon.com/tags"), "InvalidIdentityToken",
            "The value of the claim https://aws.amazon.com/tags is invalid"
        },
        { new(WebIdentityRefusalKind.TooOld, "iat", Now: 1, Time: long.MinValue), "ExpiredTokenException", "Token too old: 9223372036854775809" },
    };

    [Theory, MemberData(nameof(Answers))]
    public void A_refusal_is_answered_in_the_words_of_the_service(WebIdentityRefusal refusal, string code, string message)
    {
        var error = WebIdentityError.Of(refusal);

        Assert.Equal(new WebIdentityError(code, HttpStatusCode.BadRequest, message), error);
    }

    [Fact]
    public void Every_refusal_has_words()
    {
        foreach (var kind in Enum.GetValues<WebIdentityRefusalKind>())
        {
            var error = WebIdentityError.Of(new WebIdentityRefusal(kind, "iat"));

            Assert.NotEmpty(error.Message);
        }
    }
}
