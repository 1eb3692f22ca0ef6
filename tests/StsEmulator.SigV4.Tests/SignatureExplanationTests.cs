namespace StsEmulator.SigV4.Tests;

public sealed class SignatureExplanationTests
{
    [Fact]
    public void The_canonical_request_and_string_to_sign_are_given_as_text()
    {
        var explanation = Explain(Requests.Sts.Sign());

        string canonical = string.Join('\n',
            "POST", "/", "",
            "content-type:application/x-www-form-urlencoded; charset=utf-8", "host:sts.eu-west-1.amazonaws.com", "x-amz-date:20260102T030405Z", "",
            "content-type;host;x-amz-date", Requests.Sha256(Requests.CallerIdentityForm));
        Assert.Equal(canonical, explanation.CanonicalRequest);
        Assert.Equal(
            $"AWS4-HMAC-SHA256\n20260102T030405Z\n20260102/eu-west-1/sts/aws4_request\n{Requests.Sha256(canonical)}", explanation.StringToSign);
    }

    [Fact]
    public void A_session_token_is_redacted_and_still_counts_for_the_hash()
    {
        var header = (Requests.Sts with { Token = Requests.Token }).Sign();
        var query = (Requests.StsGet with { Token = Requests.Token, Target = "/?x-amz-security-token=FwoGZXIv" }).Presign();

        Assert.Contains("x-amz-security-token:REDACTED\n", Explain(header).CanonicalRequest, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Security-Token=REDACTED&", Explain(query).CanonicalRequest, StringComparison.Ordinal);
        foreach (var request in new[] { header, query })
        {
            Assert.DoesNotContain("FwoGZXIv", Explain(request).ToString(), StringComparison.Ordinal);
            Assert.Equal(SignatureFailure.None, Checks.Failure(request));
        }

        Assert.NotEqual(
            Explain((Requests.Sts with { Token = "other" }).Sign()).StringToSign, Explain(header).StringToSign);
    }

    [Fact]
    public void What_cannot_be_made_canonical_is_not_explained()
    {
        var request = Requests.Sts.Sign().WithTarget("*");

        Assert.Null(SignatureExplanation.For(request, Checks.Read(request), SignatureRules.Strict));
    }

    private static SignatureExplanation Explain(ReceivedRequest request) =>
        Assert.IsType<SignatureExplanation>(SignatureExplanation.For(request, Checks.Read(request), SignatureRules.Strict));
}
