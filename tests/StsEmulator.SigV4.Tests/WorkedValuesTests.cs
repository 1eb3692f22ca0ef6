namespace StsEmulator.SigV4.Tests;

/// <summary>Requests with known canonical hashes and signatures, computed with a public signer.</summary>
public sealed class WorkedValuesTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly HeaderField Date = new("X-Amz-Date", Requests.Time);

    private static ReceivedRequest Sts => Requests.Received(
        "POST", "/", Requests.CallerIdentityForm,
        new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        new("Host", "sts.eu-west-1.amazonaws.com"),
        Date,
        new("X-Amz-Security-Token", Requests.Token),
        new("Authorization", Requests.Authorization(
            "sts", "content-type;host;x-amz-date;x-amz-security-token", "3013ec6d2b3b5c9a35c646c7d74f41a2086bdae92b13656d56a09826be8963a0")));

    private static ReceivedRequest Lambda => Requests.Received(
        "GET", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Af/configuration?Qualifier=%24LATEST", [],
        new("Host", "lambda.eu-west-1.amazonaws.com"),
        Date,
        new("Authorization", Requests.Authorization(
            "lambda", "host;x-amz-date", "123d4a447f8655e329ba0ec4ced00d71cb93d199e676dbe9b2d86feaeb90fce7")));

    private static ReceivedRequest S3 => Requests.Received(
        "GET", "/bkt/a%20b//../%C3%BC%2B~%2A?versions&list-type=2&prefix=", [],
        new("Host", "s3.eu-west-1.amazonaws.com"),
        new("X-Amz-Content-Sha256", EmptyHash),
        Date,
        new("Authorization", Requests.Authorization(
            "s3", "host;x-amz-content-sha256;x-amz-date", "c4accf4b4f170f25012e998e200b7e6839193746bf6eecc93ab5469e13d606f5")));

    private static ReceivedRequest Presigned => Requests.Received(
        "GET",
        "/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260102%2Feu-west-1%2Fs3%2Faws4_request" +
        "&X-Amz-Date=20260102T030405Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=FwoGZXIvYXdzEXAMPLETOKEN%3D%3D" +
        "&X-Amz-Signature=760f77c8fddfbdbafb17247c02e53338be16572eec49e071a99fdb2749d62c3b", [],
        new HeaderField("Host", "bkt.s3.eu-west-1.amazonaws.com"));

    [Fact]
    public void The_form_post_to_sts_verifies()
    {
        AssertVerifies(Sts, "3705554ef87eede067a84c6abc20d0b022463b022bd6e7c4e89ab833251889fe");
    }

    [Fact]
    public void The_path_of_a_function_is_encoded_twice()
    {
        AssertVerifies(Lambda, "42cc8c796a3dd8f010a25cdc7e295a06022a069f82c8c3c0aeb8f5a21080a522");

        string canonical = Explain(Lambda).CanonicalRequest;

        Assert.StartsWith(
            "GET\n/2015-03-31/functions/arn%253Aaws%253Alambda%253Aeu-west-1%253A111122223333%253Afunction%253Af/configuration\nQualifier=%24LATEST\n",
            canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_of_an_object_stays_as_it_is()
    {
        AssertVerifies(S3, "1749ba91a9d630d7db321c60b0a2e96350900f2abf25ed76d1d57240af7cf613");

        string canonical = Explain(S3).CanonicalRequest;

        Assert.StartsWith("GET\n/bkt/a%20b//../%C3%BC%2B~%2A\nlist-type=2&prefix=&versions=\n", canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void The_presigned_object_verifies()
    {
        AssertVerifies(Presigned, "83124b735a1d4f11c3e2e328ef7a544b73cfe8c1bb1cc1d9412f7d80ad9b6f1d");
    }

    [Fact]
    public void The_signing_key_signs_as_the_published_one_does()
    {
        byte[] published = Convert.FromHexString("c01ccf30137fa790cd5f35db6f824c81a9f11e149100c1d28c6b5aba3e317231");
        byte[] signed = new byte[32];

        SigningKey.Derive(Requests.Secret, "20260102", Requests.Region, "sts").Sign("text"u8, signed);

        Assert.Equal(System.Security.Cryptography.HMACSHA256.HashData(published, "text"u8), signed);
    }

    [Fact]
    public void The_chain_of_chunks_and_its_trailer_verify()
    {
        var seeded = Requests.S3.Sign();
        string seed = new string('0', 63) + "1";
        seeded = seeded.WithHeader("Authorization", seeded.Authorization()[..^64] + seed);
        var presented = Checks.Read(seeded);

        var chain = new ChunkSignatureChain(presented, SigningKey.Derive(Requests.Secret, presented.Scope));

        Assert.True(chain.TryContinue("hello "u8, "51c72831b3812fc5dfc0c10ebce2478c61adc485e8fa4bbac6a21d3eaebd6477"));
        Assert.True(chain.TryContinue("world"u8, "306b7cd8668beb0e9882a6212c9804d67fff047e4f3135b175021c45fdaeb5d1"));
        Assert.True(chain.TryContinue([], "d1882578f519a975698d71f20f04e7c569b61c3602729828a502ba8822f77dea"));
        Assert.True(chain.TryEnd("x-amz-checksum-crc32c:yZRlqg==\n"u8, "1ce26f322de5f6cc53393262ee50259259b9a4b6ce21c0495474c6be1a558a6b"));
    }

    [Fact]
    public void Another_secret_verifies_none_of_them()
    {
        foreach (var request in new[] { Sts, Lambda, S3, Presigned })
            Assert.Equal(SignatureFailure.Mismatch, Checks.Run(request, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEX").Failure);
    }

    private static void AssertVerifies(ReceivedRequest request, string canonicalHash)
    {
        Assert.Equal(default, Checks.Run(request));
        Assert.EndsWith("\n" + canonicalHash, Explain(request).StringToSign, StringComparison.Ordinal);
    }

    private static SignatureExplanation Explain(ReceivedRequest request) =>
        Assert.IsType<SignatureExplanation>(SignatureExplanation.For(request, Checks.Read(request), SignatureRules.Strict));
}
