namespace StsEmulator.SigV4.Tests;

public sealed class SignatureReaderTests
{
    [Fact]
    public void A_request_without_any_signature_says_so()
    {
        var request = Requests.Received("POST", "/?Action=AssumeRoleWithWebIdentity&X-Amz-Date=1", [], new HeaderField("Host", "h"));

        Assert.Equal(SignatureFailure.MissingAuthentication, Checks.ReadRefusal(request).Failure);
        Assert.Equal(SignatureFailure.MissingAuthentication, Checks.ReadRefusal(request.WithExtraHeader("Authorization", " ")).Failure);
    }

    [Theory]
    [InlineData("x-amz-algorithm=AWS4-HMAC-SHA256&x-amz-signature=0")]
    [InlineData("X-AMZ-SIGNATURE=0&X-AMZ-CREDENTIAL=a")]
    public void Parameters_in_another_letter_case_are_no_signature(string query)
    {
        var request = Requests.Received("GET", "/?" + query, [], new HeaderField("Host", "h"));

        Assert.Equal(SignatureFailure.MissingAuthentication, Checks.ReadRefusal(request).Failure);
    }

    [Fact]
    public void Both_forms_in_one_request_are_refused()
    {
        var request = Requests.StsGet.Presign().WithExtraHeader("Authorization", Requests.Sts.Sign().Authorization());

        Assert.Equal(SignatureFailure.MultipleMechanisms, Checks.ReadRefusal(request).Failure);
        Assert.Equal(
            SignatureFailure.MultipleMechanisms,
            Checks.ReadRefusal(Requests.StsGet.Presign().WithExtraHeader("Authorization", "Bearer x")).Failure);
    }

    [Theory]
    [InlineData("authorization")]
    [InlineData("host")]
    [InlineData("x-amz-date")]
    [InlineData("x-amz-security-token")]
    [InlineData("x-amz-content-sha256")]
    [InlineData("date")]
    public void A_steering_header_may_occur_once(string name)
    {
        var signed = (Requests.S3 with { Token = Requests.Token }).With("Date", "x").Sign();

        var refusal = Checks.ReadRefusal(signed.WithExtraHeader(name.ToUpperInvariant(), "second"));

        Assert.Equal(SignatureFailure.DuplicateField, refusal.Failure);
        Assert.Equal(name, refusal.Subject);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm")]
    [InlineData("X-Amz-Credential")]
    [InlineData("X-Amz-Date")]
    [InlineData("X-Amz-Expires")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-Amz-SignedHeaders")]
    [InlineData("X-Amz-Signature")]
    [InlineData("X-Amz-Content-Sha256")]
    public void A_signing_parameter_may_occur_once(string name)
    {
        var signed = (Requests.StsGet with { Token = Requests.Token, Target = "/?X-Amz-Content-Sha256=a" }).Presign();

        var refusal = Checks.ReadRefusal(signed.WithTarget($"{signed.Target}&{name.Replace("Amz", "%41mz", StringComparison.Ordinal)}=x"));

        Assert.Equal(SignatureFailure.DuplicateField, refusal.Failure);
        Assert.Equal(name, refusal.Subject);
    }

    [Fact]
    public void A_header_token_and_a_parameter_token_must_agree()
    {
        var signed = (Requests.StsGet with { Token = Requests.Token }).Presign();

        Assert.Equal(Requests.Token, Checks.Read(signed.WithExtraHeader("x-amz-security-token", Requests.Token)).SessionToken);
        Assert.Equal(
            SignatureFailure.SessionTokenConflict,
            Checks.ReadRefusal(signed.WithExtraHeader("x-amz-security-token", "other")).Failure);
    }

    [Theory]
    [InlineData(Requests.Token)]
    [InlineData("")]
    [InlineData("a/b+c==")]
    public void The_token_on_record_is_compared_and_hashed_in_both_forms(string token)
    {
        var header = Checks.Read((Requests.Sts with { Token = token }).Sign());
        var query = Checks.Read((Requests.StsGet with { Token = token }).Presign());

        foreach (var presented in new[] { header, query })
        {
            byte[] digest = new byte[32];
            presented.HashSessionToken(digest);
            Assert.True(presented.HasSessionToken);
            Assert.Equal(token, presented.SessionToken);
            Assert.True(presented.SessionTokenIs(token));
            Assert.False(presented.SessionTokenIs(token + "x"));
            Assert.False(presented.SessionTokenIs("x" + token[Math.Min(1, token.Length)..]));
            Assert.Equal(Requests.Sha256(token), Convert.ToHexStringLower(digest));
        }
    }

    [Fact]
    public void A_request_without_a_token_matches_not_even_an_empty_one()
    {
        var presented = Checks.Read(Requests.Sts.Sign());

        Assert.False(presented.SessionTokenIs(""));
    }

    [Fact]
    public void A_token_may_be_as_long_as_its_limit_and_no_longer()
    {
        string longest = new('/', SignatureLimits.SessionToken);

        Assert.Equal(longest, Checks.Read((Requests.Sts with { Token = longest }).Sign()).SessionToken);
        Assert.Equal(longest, Checks.Read((Requests.StsGet with { Token = longest }).Presign()).SessionToken);
        Assert.Equal(SignatureFailure.TooLarge, Checks.ReadRefusal((Requests.Sts with { Token = longest + "/" }).Sign()).Failure);
        Assert.Equal(SignatureFailure.TooLarge, Checks.ReadRefusal((Requests.StsGet with { Token = longest + "/" }).Presign()).Failure);
    }

    [Fact]
    public void A_query_may_be_as_long_as_its_limit_and_no_longer()
    {
        var signed = Requests.StsGet.Presign();
        int room = SignatureLimits.Query - signed.Target.Length + "/?".Length;

        Checks.Read(signed.WithTarget(signed.Target + "&" + new string('a', room - 1)));

        Assert.Equal("query", Checks.ReadRefusal(signed.WithTarget(signed.Target + "&" + new string('a', room))).Subject);
    }

    [Fact]
    public void There_may_be_as_many_headers_as_the_limit_and_no_more()
    {
        var signed = Requests.Sts.Sign();
        while (signed.Headers.Length < SignatureLimits.Headers)
            signed = signed.WithExtraHeader("user-agent", "x");

        Assert.Equal(SignatureFailure.None, Checks.Failure(signed));
        Assert.Equal("headers", Checks.ReadRefusal(signed.WithExtraHeader("user-agent", "x")).Subject);
    }

    [Fact]
    public void A_target_of_characters_that_are_no_octets_is_refused()
    {
        var request = Requests.Sts.Sign().WithTarget("/\u0141");

        Assert.Equal(SignatureFailure.InvalidTarget, Checks.ReadRefusal(request).Failure);
    }
}
