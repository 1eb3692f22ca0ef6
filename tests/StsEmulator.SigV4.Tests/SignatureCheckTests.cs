using System.Security.Cryptography;

namespace StsEmulator.SigV4.Tests;

public sealed class SignatureCheckTests
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    [Fact]
    public void Both_forms_of_both_families_verify()
    {
        foreach (string? token in new[] { null, Requests.Token })
        {
            Assert.Equal(default, Checks.Run((Requests.Sts with { Token = token }).Sign()));
            Assert.Equal(default, Checks.Run((Requests.StsGet with { Token = token }).Presign()));
            Assert.Equal(default, Checks.Run((Requests.S3 with { Token = token }).Sign()));
            Assert.Equal(default, Checks.Run((Requests.S3 with { Token = token }).Without("x-amz-content-sha256").Presign()));
        }
    }

    [Fact]
    public void A_presigned_post_covers_its_body_outside_the_s3_family()
    {
        var sts = (Requests.Sts with { Target = "/" }).Presign();
        var s3 = Requests.S3.Without("x-amz-content-sha256").Presign();

        Assert.Equal(default, Checks.Run(sts));
        Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(sts.WithBody("other"u8.ToArray())));
        Assert.Equal(default, Checks.Run(s3.WithBody("other"u8.ToArray())));
    }

    [Fact]
    public void A_digest_of_the_body_serves_instead_of_the_body()
    {
        var signed = Requests.Sts.Sign();

        Assert.Equal(default, Checks.Run(signed.WithBody([], SHA256.HashData(Requests.CallerIdentityForm))));
        Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(signed.WithBody(Requests.CallerIdentityForm, new byte[32])));
    }

    [Theory]
    [InlineData("3013EC6D2B3B5C9A35C646C7D74F41A2086BDAE92B13656D56A09826BE8963A0")]
    [InlineData("3013ec6d2b3b5c9a35c646c7d74f41a2086bdae92b13656d56a09826be8963a")]
    [InlineData("3013ec6d2b3b5c9a35c646c7d74f41a2086bdae92b13656d56a09826be8963a00")]
    [InlineData("3013ec6d2b3b5c9a35c646c7d74f41a2086bdae92b13656d56a09826be8963ag")]
    public void A_signature_that_is_not_64_lower_case_digits_is_malformed(string signature)
    {
        var signed = Requests.Sts.Sign();

        var request = signed.WithHeader("Authorization", signed.Authorization()[..^64] + signature);

        Assert.Equal(SignatureFailure.MalformedSignature, Checks.Failure(request));
    }

    [Theory]
    [InlineData("h", "h:443", true)]
    [InlineData("h:443", "h", true)]
    [InlineData("h", "h:80", false)]
    [InlineData("h:80", "h", false)]
    [InlineData("[::1]", "[::1]:443", true)]
    [InlineData("[::1]:80", "[::1]", false)]
    public void The_default_port_may_be_signed_or_not(string signedAs, string received, bool isSecure)
    {
        var signed = (Requests.Sts with { IsSecure = isSecure }).Without("Host").With("Host", signedAs).Sign();

        Assert.Equal(default, Checks.Run(signed.WithHeader("Host", received)));
        Assert.Equal(default, Checks.Run(signed));
    }

    [Theory]
    [InlineData("h", "h:80", true)]
    [InlineData("h:443", "h", false)]
    [InlineData("h:8443", "h", true)]
    [InlineData("h", "H", true)]
    [InlineData("h", "h:4592", false)]
    public void Another_port_or_spelling_of_the_host_is_another_host(string signedAs, string received, bool isSecure)
    {
        var signed = (Requests.Sts with { IsSecure = isSecure }).Without("Host").With("Host", signedAs).Sign();

        Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(signed.WithHeader("Host", received)));
    }

    [Fact]
    public void A_signed_digest_is_compared_with_the_body_after_the_signature()
    {
        var sts = Requests.Sts.With("x-amz-content-sha256", Requests.Sha256(Requests.CallerIdentityForm)).Sign();
        byte[] other = "other"u8.ToArray();

        foreach (var request in new[] { sts, Requests.S3.Sign() })
        {
            var refusal = Checks.Run(request.WithBody(other));

            Assert.Equal(default, Checks.Run(request));
            Assert.Equal(SignatureFailure.BodyMismatch, refusal.Failure);
            Assert.Equal(Requests.Sha256(request.Body.Span), refusal.Payload?.ClaimedSha256);
            Assert.Equal(Requests.Sha256(other), refusal.Payload?.ComputedSha256);
            Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(request.WithBody(other).WithMethod("GET")));
        }
    }

    [Fact]
    public void A_digest_that_is_not_signed_counts_for_nothing_outside_the_s3_family()
    {
        var request = Requests.Sts.Sign().WithExtraHeader("x-amz-content-sha256", Unsigned);

        Assert.Equal(default, Checks.Run(request));
        Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(request.WithBody([1])));
    }

    [Fact]
    public void An_unsigned_payload_is_for_the_s3_family_or_by_option()
    {
        var sts = Requests.Sts.With("x-amz-content-sha256", Unsigned).Sign();
        var s3 = Requests.S3.Without("x-amz-content-sha256").With("x-amz-content-sha256", Unsigned).Sign();

        Assert.Equal(SignatureFailure.UnsignedPayloadRefused, Checks.Failure(sts));
        Assert.Equal(default, Checks.Run(sts, rules: new SignatureRules { AllowUnsignedPayload = true }));
        Assert.Equal(default, Checks.Run(s3.WithBody([1, 2, 3])));
    }

    [Fact]
    public void The_s3_family_requires_the_digest_header_in_the_header_form()
    {
        var request = Requests.S3.Without("x-amz-content-sha256").Sign();

        Assert.Equal(SignatureFailure.ContentSha256Missing, Checks.Failure(request));
    }

    [Fact]
    public void The_s3_family_takes_the_digest_from_a_parameter()
    {
        var signer = Requests.S3 with { Target = $"/k?X-Amz-Content-Sha256={Unsigned}" };

        Assert.Equal(default, Checks.Run(signer.Without("x-amz-content-sha256").Presign()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("unsigned-payload")]
    public void Another_word_in_the_digest_header_is_invalid(string value)
    {
        Assert.Equal(SignatureFailure.ContentSha256Invalid, Checks.Failure(Requests.Sts.With("x-amz-content-sha256", value).Sign()));
    }

    [Theory]
    [InlineData("sts", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("s3", "STREAMING-AWS4-HMAC-SHA256-EVENTS")]
    [InlineData("s3", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")]
    [InlineData("s3", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER")]
    public void Streaming_is_for_the_s3_family_and_its_hmac_kinds(string service, string value)
    {
        var signer = (Requests.Sts with { Service = service }).With("x-amz-content-sha256", value);

        Assert.Equal(SignatureFailure.StreamingPayloadRefused, Checks.Failure(signer.Sign()));
    }

    [Fact]
    public void The_wrong_secret_region_service_or_day_does_not_verify()
    {
        var request = Requests.Sts.Sign();
        var presented = Checks.Read(request);

        foreach (var key in new[]
        {
            SigningKey.Derive(Requests.Secret + "x", presented.Scope),
            SigningKey.Derive(Requests.Secret, "20260103", Requests.Region, "sts"),
            SigningKey.Derive(Requests.Secret, "20260102", "us-east-1", "sts"),
            SigningKey.Derive(Requests.Secret, "20260102", Requests.Region, "iam"),
        })
        {
            Assert.False(SignatureCheck.TryVerify(request, presented, key, SignatureRules.Strict, out var refusal));
            Assert.Equal(SignatureFailure.Mismatch, refusal.Failure);
        }
    }

    [Fact]
    public void Nothing_presigned_may_be_added_removed_or_changed()
    {
        var request = Requests.StsGet.Presign();

        foreach (string target in new[]
        {
            request.Target + "&a=b",
            request.Target + "&x-amz-signature=1",
            request.Target.Replace("X-Amz-Expires=900", "X-Amz-Expires=901", StringComparison.Ordinal),
            request.Target.Replace("Version", "version", StringComparison.Ordinal),
            "/x" + request.Target[1..],
        })
            Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(request.WithTarget(target)));
    }

    [Fact]
    public void One_key_serves_many_threads_at_once()
    {
        var request = Requests.Sts.Sign();
        var presented = Checks.Read(request);
        var key = SigningKey.Derive(Requests.Secret, presented.Scope);

        var failures = ParallelEnumerable.Range(0, 2_000).WithDegreeOfParallelism(4)
            .Count(_ => !SignatureCheck.TryVerify(request, presented, key, SignatureRules.Strict, out var _));

        Assert.Equal(0, failures);
    }
}
