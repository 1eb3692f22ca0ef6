namespace StsEmulator.SigV4.Tests;

public sealed class PresignedQueryTests
{
    private static readonly ReceivedRequest Signed = (Requests.StsGet with { Token = Requests.Token }).With("x-k8s-aws-id", "c").Presign("60");

    [Fact]
    public void Every_parameter_is_read()
    {
        var presented = Checks.Read(Signed);

        Assert.Equal(SignatureLocation.Query, presented.Location);
        Assert.Equal(Requests.AccessKeyId, presented.AccessKeyId.ToString());
        Assert.Equal("20260102/eu-west-1/sts/aws4_request", presented.Scope.ToString());
        Assert.Equal("host;x-k8s-aws-id", presented.SignedHeaders.ToString());
        Assert.Equal(64, presented.Signature.Length);
        Assert.Equal(Requests.SignedAt, presented.SignedAt);
        Assert.Equal(TimeSpan.FromSeconds(60), presented.ValidFor);
        Assert.Equal(Requests.Token, presented.SessionToken);
        Assert.Equal(SignedAtSource.AmzDateParameter, presented.SignedAtSource);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm", SignatureParts.Algorithm)]
    [InlineData("X-Amz-Credential", SignatureParts.Credential)]
    [InlineData("X-Amz-Date", SignatureParts.Date)]
    [InlineData("X-Amz-SignedHeaders", SignatureParts.SignedHeaders)]
    [InlineData("X-Amz-Signature", SignatureParts.Signature)]
    public void A_missing_parameter_is_named(string name, SignatureParts missing)
    {
        var refusal = Checks.ReadRefusal(With(name, null));

        Assert.Equal(SignatureFailure.MissingParts, refusal.Failure);
        Assert.Equal(missing, refusal.Missing);
        Assert.Equal(missing, Checks.ReadRefusal(With(name, "")).Missing);
    }

    [Fact]
    public void The_s3_family_requires_a_lifetime_and_others_do_not()
    {
        var s3 = (Requests.S3 with { Method = "GET" }).Presign(expires: null);

        Assert.Equal(SignatureParts.Expires, Checks.ReadRefusal(s3).Missing);
        Assert.Null(Checks.Read(Requests.StsGet.Presign(expires: null)).ValidFor);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("604800", null)]
    [InlineData("0604800", null)]
    [InlineData("604801", SignatureFailure.ExpiresTooLarge)]
    [InlineData("99999999999999999999999", SignatureFailure.ExpiresTooLarge)]
    [InlineData("-1", SignatureFailure.ExpiresNegative)]
    [InlineData("", SignatureFailure.ExpiresNotANumber)]
    [InlineData("-", SignatureFailure.ExpiresNotANumber)]
    [InlineData("+1", SignatureFailure.ExpiresNotANumber)]
    [InlineData("1.5", SignatureFailure.ExpiresNotANumber)]
    [InlineData("1e3", SignatureFailure.ExpiresNotANumber)]
    public void A_lifetime_is_whole_seconds_up_to_one_week(string expires, SignatureFailure? failure)
    {
        var request = With("X-Amz-Expires", expires);

        if (failure is null)
            Assert.Equal(TimeSpan.FromSeconds(int.Parse(expires, System.Globalization.CultureInfo.InvariantCulture)), Checks.Read(request).ValidFor);
        else
            Assert.Equal(failure, Checks.ReadRefusal(request).Failure);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256", SignatureFailure.UnsupportedAlgorithm)]
    [InlineData("X-Amz-Credential", "AKIA%2F20260102%2Feu-west-1%2Fsts", SignatureFailure.MalformedCredential)]
    [InlineData("X-Amz-Credential", "AKIA%252F20260102%252Feu-west-1%252Fsts%252Faws4_request", SignatureFailure.MalformedCredential)]
    [InlineData("X-Amz-Credential", "x%2FAKIA%2F20260102%2Feu-west-1%2Fsts%2Faws4_request", SignatureFailure.MalformedCredential)]
    [InlineData("X-Amz-Credential", "AKIA%2F%2F20260102%2Fsts%2Faws4_request", SignatureFailure.MalformedCredential)]
    [InlineData("X-Amz-SignedHeaders", "x-k8s-aws-id%3Bhost", SignatureFailure.MalformedSignedHeaders)]
    [InlineData("X-Amz-SignedHeaders", "host%253Bx-k8s-aws-id", SignatureFailure.MalformedSignedHeaders)]
    [InlineData("X-Amz-Date", "20260102", SignatureFailure.MalformedDate)]
    [InlineData("X-Amz-Date", "Fri%2C%2002%20Jan%202026%2003%3A04%3A05%20GMT", SignatureFailure.MalformedDate)]
    public void A_broken_parameter_is_refused(string name, string value, SignatureFailure failure)
    {
        var refusal = Checks.ReadRefusal(With(name, value));

        Assert.Equal(failure, refusal.Failure);
        Assert.Equal(SignatureLocation.Query, refusal.Location);
    }

    [Fact]
    public void Unusual_encoding_reads_as_what_it_stands_for()
    {
        var request = With("X-Amz-Credential", "%41KIAIOSFODNN7EXAMPLE/20260102%2feu%2Dwest-1%2Fsts%2Faws4%5Frequest");
        request = request.WithTarget(request.Target.Replace("host%3Bx", "h%6Fst%3bx", StringComparison.Ordinal));

        var presented = Checks.Read(request);

        Assert.Equal(Requests.AccessKeyId, presented.AccessKeyId.ToString());
        Assert.Equal("20260102/eu-west-1/sts/aws4_request", presented.Scope.ToString());
        Assert.Equal("host;x-k8s-aws-id", presented.SignedHeaders.ToString());
        Assert.Equal(SignatureFailure.None, Checks.Failure(Requests.StsGet.Presign().WithTarget(
            Requests.StsGet.Presign().Target.Replace("X-Amz-Date", "X%2DAmz-D%61te", StringComparison.Ordinal))));
    }

    private static ReceivedRequest With(string name, string? value)
    {
        var pieces = Signed.Target["/?".Length..].Split('&')
            .Where(piece => value is not null || !piece.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(piece => piece.StartsWith(name + "=", StringComparison.Ordinal) ? $"{name}={value}" : piece);
        return Signed.WithTarget("/?" + string.Join('&', pieces));
    }
}
