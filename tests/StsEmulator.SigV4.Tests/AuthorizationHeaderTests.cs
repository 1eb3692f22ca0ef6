using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4.Tests;

public sealed class AuthorizationHeaderTests
{
    private const string Credential = "AKIAIOSFODNN7EXAMPLE/20260102/eu-west-1/sts/aws4_request";
    private const string Hex = "3013ec6d2b3b5c9a35c646c7d74f41a2086bdae92b13656d56a09826be8963a0";
    private const string Good = $"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders=host;x-amz-date, Signature={Hex}";

    [Fact]
    public void Every_part_is_read()
    {
        var presented = Checks.Read(Authorized(Good));

        Assert.Equal(SignatureLocation.Header, presented.Location);
        Assert.Equal("AKIAIOSFODNN7EXAMPLE", presented.AccessKeyId.ToString());
        Assert.Equal("20260102/eu-west-1/sts/aws4_request", presented.Scope.ToString());
        Assert.Equal("host;x-amz-date", presented.SignedHeaders.ToString());
        Assert.Equal(Hex, presented.Signature.ToString());
        Assert.Equal(Requests.SignedAt, presented.SignedAt);
        Assert.Equal(Requests.Time, presented.SignedAtText.ToString());
        Assert.Null(presented.ValidFor);
        Assert.False(presented.HasSessionToken);
        Assert.Null(presented.SessionToken);
    }

    [Theory]
    [InlineData($"AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders=host;x-amz-date,Signature={Hex}")]
    [InlineData($"AWS4-HMAC-SHA256 Signature={Hex} ,\t SignedHeaders=host;x-amz-date, Credential={Credential}")]
    [InlineData($"  AWS4-HMAC-SHA256   Credential={Credential}, SignedHeaders=host;x-amz-date, Signature={Hex} ")]
    public void Separators_and_order_are_free_outside_the_s3_family(string authorization)
    {
        var presented = Checks.Read(Authorized(authorization));

        Assert.Equal(Hex, presented.Signature.ToString());
    }

    [Fact]
    public void The_s3_family_takes_one_space_after_the_algorithm_and_not_two()
    {
        string one = Good.Replace("/sts/", "/s3/", StringComparison.Ordinal);
        string two = one.Replace("SHA256 Cred", "SHA256  Cred", StringComparison.Ordinal);

        Checks.Read(Authorized(one));

        Assert.Equal(SignatureFailure.MalformedAuthorization, Checks.ReadRefusal(Authorized(two)).Failure);
    }

    [Theory]
    [InlineData("Bearer eyJhbGciOi", SignatureFailure.UnsupportedMechanism)]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE:c2ln", SignatureFailure.UnsupportedMechanism)]
    [InlineData($"aws4-hmac-sha256 Credential={Credential}", SignatureFailure.UnsupportedMechanism)]
    [InlineData($"AWS4-HMAC-SHA1 Credential={Credential}", SignatureFailure.UnsupportedAlgorithm)]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=a/20260102/sts/aws4_request", SignatureFailure.UnsupportedAlgorithm)]
    [InlineData("AWS4-HMAC-SHA256 eyJhbGciOi", SignatureFailure.NotKeyValue)]
    [InlineData($"{Good},", SignatureFailure.NotKeyValue)]
    [InlineData($"AWS4-HMAC-SHA256 ,Credential={Credential}", SignatureFailure.NotKeyValue)]
    [InlineData($"{Good}, Signature={Hex}", SignatureFailure.MalformedAuthorization)]
    [InlineData($"{Good}, Extra=1", SignatureFailure.MalformedAuthorization)]
    [InlineData($"AWS4-HMAC-SHA256 credential={Credential}", SignatureFailure.MalformedAuthorization)]
    [InlineData($"AWS4-HMAC-SHA256 Credential={Credential} SignedHeaders=host", SignatureFailure.MalformedAuthorization)]
    [InlineData($"AWS4-HMAC-SHA256 Credential={Credential}\u0141", SignatureFailure.MalformedAuthorization)]
    public void A_broken_header_is_refused_with_its_digest_and_never_its_text(string authorization, SignatureFailure failure)
    {
        var refusal = Checks.ReadRefusal(Authorized(authorization));

        Assert.Equal(failure, refusal.Failure);
        Assert.Equal(SignatureLocation.Header, refusal.Location);
        if (!authorization.Contains('\u0141', StringComparison.Ordinal))
            Assert.Equal(Convert.ToBase64String(SHA256.HashData(Encoding.Latin1.GetBytes(authorization))), refusal.AuthorizationSha256);
        Assert.DoesNotContain("eyJ", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256", SignatureParts.Credential | SignatureParts.Signature | SignatureParts.SignedHeaders)]
    [InlineData($"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders=host", SignatureParts.Signature)]
    [InlineData($"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders=, Signature={Hex}", SignatureParts.SignedHeaders)]
    [InlineData($"AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature={Hex}", SignatureParts.Credential)]
    public void Missing_and_empty_parts_are_named(string authorization, SignatureParts missing)
    {
        var refusal = Checks.ReadRefusal(Authorized(authorization));

        Assert.Equal(SignatureFailure.MissingParts, refusal.Failure);
        Assert.Equal(missing, refusal.Missing);
    }

    [Fact]
    public void A_missing_date_is_named_with_the_other_missing_parts()
    {
        var request = Authorized($"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders=host").WithHeader("X-Amz-Date", null);

        var refusal = Checks.ReadRefusal(request);

        Assert.Equal(SignatureParts.Signature | SignatureParts.Date, refusal.Missing);
    }

    [Theory]
    [InlineData("20260102/eu-west-1/sts/aws4_request")]
    [InlineData("a/b/20260102/eu-west-1/sts/aws4_request")]
    [InlineData("AKIA/20260102//sts/aws4_request")]
    [InlineData("AKIA/20260102/eu-west-1/sts/")]
    [InlineData("/20260102/eu-west-1/sts/aws4_request")]
    [InlineData("AKIA")]
    public void A_credential_that_has_not_five_elements_is_repeated(string credential)
    {
        var refusal = Checks.ReadRefusal(Authorized($"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature={Hex}"));

        Assert.Equal(SignatureFailure.MalformedCredential, refusal.Failure);
        Assert.Equal(credential, refusal.Subject);
    }

    [Theory]
    [InlineData("x-amz-date;host")]
    [InlineData("host;host")]
    [InlineData("Host;x-amz-date")]
    [InlineData("host;")]
    [InlineData(";host")]
    [InlineData("host;x(y")]
    [InlineData("host;%3B")]
    public void Signed_headers_must_be_lower_case_and_strictly_ascending(string names)
    {
        var refusal = Checks.ReadRefusal(Authorized($"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders={names}, Signature={Hex}"));

        Assert.Equal(SignatureFailure.MalformedSignedHeaders, refusal.Failure);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("20260102T030405")]
    [InlineData("20260102T030405z")]
    [InlineData("20260102 030405Z")]
    [InlineData("20260132T030405Z")]
    [InlineData("20260229T030405Z")]
    [InlineData("20261302T030405Z")]
    [InlineData("20260002T030405Z")]
    [InlineData("00000102T030405Z")]
    [InlineData("20260102T240405Z")]
    [InlineData("20260102T036005Z")]
    [InlineData("20260102T030460Z")]
    [InlineData("2026010xT030405Z")]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT")]
    public void Only_the_basic_form_is_a_date_in_x_amz_date(string date)
    {
        var refusal = Checks.ReadRefusal(Authorized(Good).WithHeader("X-Amz-Date", date));

        Assert.Equal(SignatureFailure.MalformedDate, refusal.Failure);
        Assert.Equal(date, refusal.Subject);
    }

    [Theory]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("Fri, 02 Jan 2026 03:04:05 -0000")]
    [InlineData("Fri, 02 Jan 2026 03:04:05 +0000")]
    [InlineData(Requests.Time)]
    public void A_date_header_serves_in_either_form_when_x_amz_date_is_absent(string date)
    {
        var request = Authorized(Good).WithHeader("X-Amz-Date", null).WithExtraHeader("Date", date);

        var presented = Checks.Read(request);

        Assert.Equal(Requests.SignedAt, presented.SignedAt);
        Assert.Equal(Requests.Time, presented.SignedAtText.ToString());
        Assert.Equal(SignedAtSource.DateHeader, presented.SignedAtSource);
    }

    [Theory]
    [InlineData("Fri, 02 Jan 2026 03:04:05 PST")]
    [InlineData("Mon, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("yesterday")]
    public void Another_date_header_is_refused(string date)
    {
        var request = Authorized(Good).WithHeader("X-Amz-Date", null).WithExtraHeader("Date", date);

        Assert.Equal(SignatureFailure.MalformedDate, Checks.ReadRefusal(request).Failure);
    }

    [Fact]
    public void X_amz_date_wins_over_date()
    {
        var presented = Checks.Read(Authorized(Good).WithExtraHeader("Date", "nonsense"));

        Assert.Equal(SignedAtSource.AmzDateHeader, presented.SignedAtSource);
    }

    [Fact]
    public void The_header_may_be_as_long_as_its_limit_and_no_longer()
    {
        string filler = new('a', SignatureLimits.Authorization - Good.Length - 1);

        var longest = Checks.Read(Authorized($"AWS4-HMAC-SHA256 Credential={filler}{Credential}, SignedHeaders=host;x-amz-date, Signature={Hex}a"));
        var refusal = Checks.ReadRefusal(
            Authorized($"AWS4-HMAC-SHA256 Credential={filler}a{Credential}, SignedHeaders=host;x-amz-date, Signature={Hex}a"));

        Assert.EndsWith("EXAMPLE", longest.AccessKeyId.ToString(), StringComparison.Ordinal);
        Assert.Equal(SignatureFailure.TooLarge, refusal.Failure);
        Assert.Equal("authorization", refusal.Subject);
    }

    [Fact]
    public void As_many_headers_may_be_signed_as_a_request_may_have()
    {
        string Signed(int count) => $"AWS4-HMAC-SHA256 Credential={Credential}, SignedHeaders=" +
            string.Join(';', Enumerable.Range(0, count).Select(i => $"h{i:D3}")) + $", Signature={Hex}";

        Checks.Read(Authorized(Signed(SignatureLimits.Headers)));

        Assert.Equal(
            SignatureFailure.MalformedSignedHeaders, Checks.ReadRefusal(Authorized(Signed(SignatureLimits.Headers + 1))).Failure);
    }

    [Fact]
    public void A_refusal_repeats_only_the_beginning_of_long_text()
    {
        string longest = new('x', SignatureLimits.RepeatedText);

        Assert.Equal(longest, Checks.ReadRefusal(Authorized(Good).WithHeader("X-Amz-Date", longest)).Subject);
        Assert.Equal(longest, Checks.ReadRefusal(Authorized(Good).WithHeader("X-Amz-Date", longest + "y")).Subject);
    }

    private static ReceivedRequest Authorized(string authorization) => Requests.Received(
        "POST", "/", [], new("Host", "h"), new("X-Amz-Date", Requests.Time), new("Authorization", authorization));
}
