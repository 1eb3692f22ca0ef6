using CsCheck;

namespace StsEmulator.SigV4.Tests;

/// <summary>Random requests; a failing run prints the seed that repeats it.</summary>
public sealed class RandomRequestTests
{
    private static readonly Gen<string> OctetText = Gen.Char['\0', '\u00ff'].Array[0, 40].Select(chars => new string(chars));

    /// <summary>Pieces that parsers stumble over, in any order.</summary>
    private static readonly Gen<string> Pieces = Gen.OneOf(
        "/", "//", ".", "..", "%", "%2F", "%zz", "%41", "+", "&", "=", "?", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Algorithm",
        "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Security-Token", "AWS4-HMAC-SHA256", "AWS4-", " ", ",", ";", "%3B", "Credential=", "Signature=",
        "SignedHeaders=", "host", "x-amz-date", "20260102T030405Z", "20260102", "s3", "sts", "aws4_request", "a", "\u00e9", "\u0141", "\r\n", "\t",
        "http://", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "0;chunk-signature=", "604800", "-1").Array[0, 30].Select(string.Concat);

    private static readonly Gen<string> Text = Gen.OneOf(OctetText, Pieces);

    private static readonly Gen<HeaderField> Header = Gen.Select(
        Gen.OneOf(Text, Gen.OneOf("Authorization", "Host", "X-Amz-Date", "Date", "X-Amz-Security-Token", "x-amz-content-sha256")), Text,
        (name, value) => new HeaderField(name, value));

    private static readonly Gen<ReceivedRequest> Any = Gen.Select(
        Gen.OneOf(Gen.OneOf("GET", "POST"), Text), Text, Header.Array[0, 8], Gen.Byte.Array[0, 60],
        (method, target, headers, body) => new ReceivedRequest { Method = method, Target = target, Headers = headers, Body = body });

    /// <summary>Well-formed requests with odd paths, parameters and headers.</summary>
    private static readonly Gen<TestSigner> Signable = Gen.Select(
        Gen.OneOf("sts", "s3", "lambda"),
        Gen.OneOf("a", "b%20c", ".", "..", "", "%C3%BC", "~", "x+y", "a:b", "%2F").Array[0, 6],
        Gen.OneOf("a=1", "a", "b=%20+", "%61=x", "z=~", "", "a=%", "\u00c3=\u00bc").Array[0, 6],
        Gen.OneOf("v", "  a   b ", "", "\u00c3\u00bc", "a,\tb").Array[0, 4],
        Gen.Byte.Array[0, 40],
        (service, path, query, values, body) => new TestSigner
        {
            Service = service,
            Method = "POST",
            Target = "/" + string.Join('/', path) + "?" + string.Join('&', query),
            Headers = [new("Host", "h.example"), .. values.Select(value => new HeaderField("X-Odd", value))],
            Body = body,
        });

    [Fact]
    public void No_request_makes_a_check_throw_or_pass()
    {
        Any.Sample(request => Assert.NotEqual(SignatureFailure.None, Checks.Failure(request)), iter: 20_000);
    }

    [Fact]
    public void No_authorization_header_makes_the_reader_throw()
    {
        Gen.Select(Text, Text).Sample((before, after) =>
        {
            var signed = Requests.Sts.Sign();
            Assert.NotEqual(SignatureFailure.None, Checks.Failure(signed.WithHeader("Authorization", $"AWS4-HMAC-SHA256 {before},{after}")));
        }, iter: 20_000);
    }

    [Fact]
    public void No_query_makes_the_reader_throw()
    {
        Gen.Select(Text, Text).Sample((before, after) => Assert.NotEqual(SignatureFailure.None, Checks.Failure(
            Requests.Received("GET", $"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&{before}&{after}", [], new HeaderField("Host", "h")))), iter: 20_000);
    }

    [Fact]
    public void No_chunked_body_makes_the_decoder_throw()
    {
        var signed = Requests.S3.Without("x-amz-content-sha256").With("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
            .With("x-amz-decoded-content-length", "1").Sign();

        Gen.Select(Text, Text).Sample((before, after) => Assert.NotEqual(SignatureFailure.None, Checks.Failure(
            signed.WithBody(System.Text.Encoding.Latin1.GetBytes($"1\r\n{before}\r\n{after}")))), iter: 20_000);
    }

    [Fact]
    public void What_a_signer_signs_verifies_in_both_forms()
    {
        Signable.Sample(signer =>
        {
            bool isS3 = signer.Service == "s3";
            var header = isS3 ? signer.With("x-amz-content-sha256", Requests.Sha256(signer.Body)) : signer;
            Assert.Equal(default, Checks.Run(header.Sign()));
            Assert.Equal(default, Checks.Run((signer with { Token = "a+b/c=" }).Presign()));
        }, iter: 3_000);
    }

    [Fact]
    public void Flipping_any_signed_bit_fails()
    {
        Gen.Select(Signable, Gen.Int[0, 4], Gen.Int[0, 10_000], Gen.Int[0, 6]).Sample((signer, where, at, bit) =>
        {
            if (signer.Service == "s3")
                signer = signer.With("x-amz-content-sha256", Requests.Sha256(signer.Body));
            var request = (signer with { Token = Requests.Token }).Sign();

            var flipped = where switch
            {
                0 when request.Body.Length > 0 => request.WithBody([.. request.Body.ToArray().Select((octet, i) => i == at % request.Body.Length ? (byte)(octet ^ (1 << bit)) : octet)]),
                1 => request.WithHeader("X-Amz-Security-Token", Flip(Requests.Token, at, bit)),
                2 => request.WithHeader("Host", Flip("h.example", at, bit)),
                3 => request.WithHeader("Authorization", request.Authorization()[..^64] + Flip(request.Authorization()[^64..], at, bit)),
                _ => request.WithTarget(request.Target + "&" + Flip("a", at, bit) + "=1"),
            };

            Assert.NotEqual(SignatureFailure.None, Checks.Failure(flipped));
        }, iter: 5_000);
    }

    private static string Flip(string text, int at, int bit)
    {
        char[] chars = text.ToCharArray();
        chars[at % chars.Length] ^= (char)(1 << bit);
        return new string(chars);
    }
}
