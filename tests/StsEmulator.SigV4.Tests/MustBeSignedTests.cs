namespace StsEmulator.SigV4.Tests;

public sealed class MustBeSignedTests
{
    [Fact]
    public void The_host_must_be_signed_in_both_forms()
    {
        Assert.Equal(SignatureFailure.HostNotSigned, Run((Requests.Sts with { Unsigned = ["host"] }).Sign()).Failure);
        Assert.Equal(
            SignatureFailure.HostNotSigned, Run((Requests.StsGet with { Unsigned = ["host"] }).With("a", "b").Presign()).Failure);
    }

    [Fact]
    public void The_authority_serves_as_the_host()
    {
        var signed = Requests.Sts.Sign();

        var request = signed.WithHeader("Authorization", signed.Authorization()
            .Replace("SignedHeaders=content-type;host", "SignedHeaders=:authority;content-type", StringComparison.Ordinal));

        Assert.Equal(default, Run(request));
    }

    [Fact]
    public void The_date_that_was_used_must_be_signed()
    {
        var byAmzDate = Run((Requests.Sts with { Unsigned = ["x-amz-date"] }).Sign());
        var byDate = Run((Requests.Sts with { Unsigned = ["date"] }).With("Date", Requests.Time).SignHeaders());

        Assert.Equal(["x-amz-date"], Assert.IsType<List<string>>(byAmzDate.Names));
        Assert.Equal(["date"], Assert.IsType<List<string>>(byDate.Names));
        Assert.Equal(SignatureFailure.HeadersNotSigned, byDate.Failure);
        Assert.Equal(default, Run((Requests.Sts with { Unsigned = ["date"] }).With("Date", "any").Sign()));
    }

    [Fact]
    public void A_session_token_in_a_header_must_be_signed()
    {
        var header = Run((Requests.Sts with { Token = "t", Unsigned = ["x-amz-security-token"] }).Sign());
        var presigned = Run(Requests.StsGet.Presign().WithExtraHeader("x-amz-security-token", "t"));

        Assert.Equal(["x-amz-security-token"], Assert.IsType<List<string>>(header.Names));
        Assert.Equal(SignatureFailure.HeadersNotSigned, presigned.Failure);
        Assert.Equal(default, Run((Requests.StsGet with { Token = "t" }).Presign().WithExtraHeader("x-amz-security-token", "t")));
    }

    [Fact]
    public void The_s3_family_and_the_strict_option_ask_for_every_amz_header()
    {
        var sts = (Requests.Sts with { Unsigned = ["x-amz-one", "x-amz-two"] })
            .With("X-Amz-Two", "2").With("x-amz-one", "1").With("x-amz-one", "3").Sign();
        var s3 = Requests.S3.Sign().WithExtraHeader("x-amz-meta-a", "b");
        var presigned = (Requests.S3 with { Method = "GET" }).Presign().WithExtraHeader("x-amz-date", Requests.Time);

        Assert.Equal(default, Run(sts));
        Assert.Equal(["x-amz-two", "x-amz-one"], Assert.IsType<List<string>>(Run(sts, everyAmzHeader: true).Names));
        Assert.Equal(["x-amz-meta-a"], Assert.IsType<List<string>>(Run(s3).Names));
        Assert.Equal(["x-amz-date"], Assert.IsType<List<string>>(Run(presigned).Names));
    }

    [Fact]
    public void Trace_headers_of_proxies_need_no_signature()
    {
        var request = Requests.S3.Sign().WithExtraHeader("x-amzn-trace-id", "Root=1").WithExtraHeader("user-agent", "x");

        Assert.Equal(default, Run(request));
    }

    private static SignatureRefusal Run(ReceivedRequest request, bool everyAmzHeader = false)
    {
        MustBeSigned.TryPass(request, Checks.Read(request), everyAmzHeader, out var refusal);
        return refusal;
    }
}
