using StsEmulator.Iam.Authentication;
using StsEmulator.Protocols.Errors;
using StsEmulator.SigV4;

namespace StsEmulator.Protocols.Tests.Errors;

public sealed class AuthenticationErrorsTests
{
    private const string InvalidToken = "The security token included in the request is invalid.";
    private const string NoMatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 24, 6, TimeSpan.Zero);

    [Theory]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.Query, "MissingAuthenticationToken", 403)]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.RestXml, "MissingAuthenticationToken", 403)]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.Json, "MissingAuthenticationTokenException", 400)]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.RestJson, "MissingAuthenticationTokenException", 403)]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.S3, "AccessDenied", 403)]
    [InlineData(SignatureFailure.MissingAuthentication, ProtocolFamily.Ec2, "AuthFailure", 401)]
    [InlineData(SignatureFailure.NotKeyValue, ProtocolFamily.Query, "IncompleteSignature", 400)]
    [InlineData(SignatureFailure.NotKeyValue, ProtocolFamily.Json, "IncompleteSignatureException", 400)]
    [InlineData(SignatureFailure.NotKeyValue, ProtocolFamily.RestJson, "IncompleteSignatureException", 403)]
    [InlineData(SignatureFailure.NotKeyValue, ProtocolFamily.S3, "AuthorizationHeaderMalformed", 400)]
    [InlineData(SignatureFailure.NotKeyValue, ProtocolFamily.Ec2, "AuthFailure", 401)]
    [InlineData(SignatureFailure.Mismatch, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.Mismatch, ProtocolFamily.Json, "InvalidSignatureException", 400)]
    [InlineData(SignatureFailure.Mismatch, ProtocolFamily.RestJson, "InvalidSignatureException", 403)]
    [InlineData(SignatureFailure.Mismatch, ProtocolFamily.S3, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.Mismatch, ProtocolFamily.Ec2, "AuthFailure", 401)]
    [InlineData(SignatureFailure.TooOld, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.TooOld, ProtocolFamily.Json, "InvalidSignatureException", 400)]
    [InlineData(SignatureFailure.TooOld, ProtocolFamily.S3, "RequestTimeTooSkewed", 403)]
    [InlineData(SignatureFailure.TooOld, ProtocolFamily.Ec2, "RequestExpired", 400)]
    [InlineData(SignatureFailure.PresignedExpired, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.PresignedExpired, ProtocolFamily.S3, "AccessDenied", 403)]
    [InlineData(SignatureFailure.ScopeMismatch, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.ScopeMismatch, ProtocolFamily.RestJson, "InvalidSignatureException", 403)]
    [InlineData(SignatureFailure.ScopeMismatch, ProtocolFamily.S3, "AuthorizationHeaderMalformed", 400)]
    [InlineData(SignatureFailure.BodyMismatch, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.BodyMismatch, ProtocolFamily.S3, "XAmzContentSHA256Mismatch", 400)]
    [InlineData(SignatureFailure.UnsignedPayloadRefused, ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(SignatureFailure.HeadersNotSigned, ProtocolFamily.S3, "AccessDenied", 403)]
    [InlineData(SignatureFailure.MultipleMechanisms, ProtocolFamily.S3, "InvalidArgument", 400)]
    [InlineData(SignatureFailure.UnsupportedMechanism, ProtocolFamily.S3, "InvalidRequest", 400)]
    [InlineData(SignatureFailure.InvalidPathEncoding, ProtocolFamily.S3, "InvalidURI", 400)]
    [InlineData(SignatureFailure.SessionTokenConflict, ProtocolFamily.Query, "InvalidClientTokenId", 403)]
    public void A_signature_failure_has_the_code_and_status_of_its_family(SignatureFailure failure, ProtocolFamily family, string code, int status)
    {
        var error = AuthenticationErrors.For(Refusal(failure), family);

        Assert.Equal((code, status), (error.Code, error.Status));
    }

    [Theory]
    [InlineData(ProtocolFamily.Query, "InvalidClientTokenId", 403, "InvalidClientTokenId", 403)]
    [InlineData(ProtocolFamily.RestXml, "InvalidClientTokenId", 403, "InvalidClientTokenId", 403)]
    [InlineData(ProtocolFamily.Json, "UnrecognizedClientException", 400, "UnrecognizedClientException", 400)]
    [InlineData(ProtocolFamily.RestJson, "UnrecognizedClientException", 403, "UnrecognizedClientException", 403)]
    [InlineData(ProtocolFamily.S3, "InvalidAccessKeyId", 403, "InvalidToken", 400)]
    [InlineData(ProtocolFamily.Ec2, "AuthFailure", 401, "AuthFailure", 401)]
    public void Keys_and_tokens_that_are_of_no_use_share_the_answers_of_the_family(
        ProtocolFamily family, string keyCode, int keyStatus, string tokenCode, int tokenStatus)
    {
        AuthenticationFailure[] keys =
            [AuthenticationFailure.UnknownAccessKey, AuthenticationFailure.InactiveAccessKey, AuthenticationFailure.MissingSessionToken];
        AuthenticationFailure[] tokens =
            [AuthenticationFailure.InvalidSessionToken, AuthenticationFailure.RevokedSession, AuthenticationFailure.PrincipalGone];

        var ofKeys = keys.Select(failure => AuthenticationErrors.For(new AuthenticationRefusal(failure), family));
        var ofTokens = tokens.Select(failure => AuthenticationErrors.For(new AuthenticationRefusal(failure), family));

        Assert.All(ofKeys, error => Assert.Equal((keyCode, keyStatus), (error.Code, error.Status)));
        Assert.All(ofTokens, error => Assert.Equal((tokenCode, tokenStatus), (error.Code, error.Status)));
    }

    [Theory]
    [InlineData(ProtocolFamily.Query, "ExpiredToken", 403, "The security token included in the request is expired")]
    [InlineData(ProtocolFamily.Json, "ExpiredTokenException", 400, "The security token included in the request is expired")]
    [InlineData(ProtocolFamily.RestJson, "ExpiredTokenException", 403, "The security token included in the request is expired")]
    [InlineData(ProtocolFamily.S3, "ExpiredToken", 400, "The provided token has expired.")]
    [InlineData(ProtocolFamily.Ec2, "RequestExpired", 400, "Request has expired.")]
    public void An_expired_session_is_told_from_an_invalid_one(ProtocolFamily family, string code, int status, string message)
    {
        var error = AuthenticationErrors.For(new AuthenticationRefusal(AuthenticationFailure.ExpiredSession), family);

        Assert.Equal(new WireError(code, status, message), error);
    }

    [Theory]
    [InlineData(ProtocolFamily.Query, null, "Request is missing Authentication Token")]
    [InlineData(ProtocolFamily.RestJson, null, "Missing Authentication Token")]
    [InlineData(ProtocolFamily.Json, "kms", "Missing Authentication Token")]
    [InlineData(ProtocolFamily.Json, "dynamodb", "Request must contain either a valid (registered) AWS access key ID or X.509 certificate.")]
    public void A_request_without_a_signature_is_worded_as_its_service_words_it(ProtocolFamily family, string? service, string message)
    {
        var error = AuthenticationErrors.For(Refusal(SignatureFailure.MissingAuthentication), family, service);

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void An_unknown_key_is_answered_with_the_text_about_the_token()
    {
        var error = AuthenticationErrors.For(new AuthenticationRefusal(AuthenticationFailure.UnknownAccessKey), ProtocolFamily.Query);

        Assert.Equal(InvalidToken, error.Message);
    }

    [Theory]
    [InlineData(SignatureFailure.TooOld, -1200, null,
        "Signature expired: 20260102T030406Z is now earlier than 20260102T030906Z (20260102T032406Z - 15 min.)")]
    [InlineData(SignatureFailure.NotYetCurrent, 1200, null,
        "Signature not yet current: 20260102T034406Z is still later than 20260102T033906Z (20260102T032406Z + 15 min.)")]
    [InlineData(SignatureFailure.PresignedExpired, -91, 90,
        "Signature expired: 20260102T032235Z is now earlier than 20260102T032236Z (20260102T032406Z - 90 sec.)")]
    public void A_clock_refusal_names_the_three_times(SignatureFailure failure, int signedAfterNow, int? validFor, string message)
    {
        var skew = TimeSpan.FromMinutes(15);
        var time = new TimeMismatch(
            Now.AddSeconds(signedAfterNow), failure == SignatureFailure.NotYetCurrent ? Now + skew : Now - skew, Now, skew,
            validFor is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        var error = AuthenticationErrors.For(
            new AuthenticationRefusal(AuthenticationFailure.Signature, new SignatureRefusal { Failure = failure, Time = time }), ProtocolFamily.Query);

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void All_faults_of_a_scope_are_named_in_one_text()
    {
        var refusal = Scope(ScopeFaults.Region | ScopeFaults.Service | ScopeFaults.Terminator | ScopeFaults.Date);

        string? query = AuthenticationErrors.For(refusal, ProtocolFamily.Query).Message;
        string? json = AuthenticationErrors.For(refusal, ProtocolFamily.Json).Message;

        Assert.Equal(
            "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'. "
            + "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. "
            + "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
            + "'20260101' != '20260102', from '20260102T030405Z'.",
            query);
        Assert.Equal(query + " ", json);
    }

    [Fact]
    public void A_wrong_region_alone_is_worded_as_sts_does()
    {
        var error = AuthenticationErrors.For(Scope(ScopeFaults.Region), ProtocolFamily.Query);

        Assert.Equal("Credential should be scoped to a valid region.", error.Message);
    }

    [Theory]
    [InlineData(SignatureLocation.Header, "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-east-1'")]
    [InlineData(SignatureLocation.Query, "AuthorizationQueryParametersError",
        "Error parsing the X-Amz-Credential parameter; the region 'eu-west-1' is wrong; expecting 'us-east-1'")]
    public void S3_names_the_region_it_expects(SignatureLocation location, string code, string message)
    {
        var error = AuthenticationErrors.For(Scope(ScopeFaults.Region, location), ProtocolFamily.S3);

        Assert.Equal(new WireError(code, 400, message), error);
    }

    [Fact]
    public void Only_the_missing_parts_of_the_header_are_listed_and_the_header_itself_is_hashed()
    {
        var refusal = new AuthenticationRefusal(AuthenticationFailure.Signature, new SignatureRefusal
        {
            Failure = SignatureFailure.MissingParts,
            Location = SignatureLocation.Header,
            Missing = SignatureParts.Credential | SignatureParts.Signature | SignatureParts.Date,
            AuthorizationSha256 = "aGFzaA==",
        });

        var error = AuthenticationErrors.For(refusal, ProtocolFamily.Query);

        Assert.Equal(
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
            + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=aGFzaA==",
            error.Message);
    }

    [Fact]
    public void A_mismatch_is_explained_only_where_that_is_asked_for()
    {
        var refusal = Refusal(SignatureFailure.Mismatch) with { Explanation = new SignatureExplanation("GET\n/", "AWS4-HMAC-SHA256\nx") };

        string? plain = AuthenticationErrors.For(refusal, ProtocolFamily.Query).Message;
        string? explained = AuthenticationErrors.For(refusal, ProtocolFamily.Json, explains: true).Message;

        Assert.Equal(NoMatch, plain);
        Assert.Equal(
            NoMatch + "\n\nThe Canonical String for this request should have been\n'GET\n/'\n\n"
            + "The String-to-Sign should have been\n'AWS4-HMAC-SHA256\nx'\n",
            explained);
    }

    [Theory, CombinatorialFailures]
    public void Every_failure_has_an_answer_in_every_family(SignatureFailure failure, ProtocolFamily family, SignatureLocation? location)
    {
        var refusal = new AuthenticationRefusal(
            AuthenticationFailure.Signature, new SignatureRefusal { Failure = failure, Location = location, AuthorizationSha256 = "aGFzaA==" });

        var error = AuthenticationErrors.For(refusal, family);

        Assert.Matches(@"\A[A-Z]\w+\z", error.Code);
        Assert.InRange(error.Status, 400, 403);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
    }

    private static AuthenticationRefusal Refusal(SignatureFailure failure) =>
        new(AuthenticationFailure.Signature, new SignatureRefusal { Failure = failure, Location = SignatureLocation.Header });

    private static AuthenticationRefusal Scope(ScopeFaults faults, SignatureLocation location = SignatureLocation.Header) =>
        new(AuthenticationFailure.Signature, new SignatureRefusal
        {
            Failure = SignatureFailure.ScopeMismatch,
            Location = location,
            Scope = new ScopeMismatch(faults, "20260101", "eu-west-1", "s3", "aws5", "20260102T030405Z", "sts", "us-east-1"),
        });
}
