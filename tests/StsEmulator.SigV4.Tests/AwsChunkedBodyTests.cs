using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4.Tests;

public sealed class AwsChunkedBodyTests
{
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string Checksum = "x-amz-checksum-crc32c:yZRlqg==";

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public void Every_kind_decodes_to_the_plain_body(string kind)
    {
        var request = Upload(kind, "hello ", "world");

        Assert.Equal(default, Checks.Run(request));
        var body = Decode(request, out var refusal);

        Assert.Equal(default, refusal);
        Assert.Equal("hello world", Encoding.ASCII.GetString(body!.Payload.Span));
        HeaderField[] expected = kind == Signed ? [] : [new("x-amz-checksum-crc32c", "yZRlqg==")];
        Assert.Equal(expected, body.Trailers);
    }

    [Fact]
    public void An_empty_body_is_one_empty_chunk()
    {
        Assert.Equal(0, Decode(Upload(Signed), out _)!.Payload.Length);
        Assert.Equal(0, Decode(Upload(SignedTrailer), out _)!.Payload.Length);
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    public void No_byte_of_a_signed_upload_may_change(string kind)
    {
        var request = Upload(kind, "hello ", "world");
        byte[] body = request.Body.ToArray();

        for (int i = 0; i < body.Length; i++)
        {
            byte[] flipped = [.. body];
            flipped[i] ^= 1;
            Assert.NotEqual(SignatureFailure.None, Checks.Failure(request.WithBody(flipped)));
        }
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public void A_truncated_or_longer_upload_is_refused(string kind)
    {
        var request = Upload(kind, "hello ", "world");

        for (int i = 0; i < request.Body.Length; i++)
            Assert.Null(Decode(request.WithBody(request.Body[..i].ToArray()), out _));
        Assert.Null(Decode(request.WithBody([.. request.Body.Span, (byte)'x']), out _));
    }

    [Fact]
    public void Chunks_may_not_change_places()
    {
        string body = Encoding.ASCII.GetString(Upload(Signed, "aaaaa", "bbbbb").Body.Span);
        string[] lines = body.Split("\r\n");

        string swapped = string.Join("\r\n", new[] { lines[2], lines[3], lines[0], lines[1] }.Concat(lines[4..]));

        Assert.Equal(SignatureFailure.ChunkMismatch, Failure(Upload(Signed, "aaaaa", "bbbbb").WithBody(Encoding.ASCII.GetBytes(swapped))));
    }

    [Theory]
    [InlineData("0\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\n\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\nx-amz-checksum-crc32c:a\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\nx-amz-other:a\r\n\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\nx-amz-checksum-crc32c:a\r\nx-amz-checksum-crc32c:a\r\n\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\nx-amz-checksum-crc32c\r\n\r\n", SignatureFailure.TrailerMalformed)]
    [InlineData("0\r\nx-amz-checksum-crc32c:a\r\n\r\nmore", SignatureFailure.TrailerMalformed)]
    [InlineData("0;chunk-signature=a\r\nx-amz-checksum-crc32c:a\r\n\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("g\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("-1\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("00000001\r\na\r\n0\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("5\r\nabc", SignatureFailure.ChunkMalformed)]
    [InlineData("3\r\nabcX\r\n0\r\n", SignatureFailure.ChunkMalformed)]
    [InlineData("1000001\r\n", SignatureFailure.ChunkTooLarge)]
    [InlineData("1000000\r\n", SignatureFailure.ChunkMalformed)]
    public void Broken_framing_is_refused(string body, SignatureFailure failure)
    {
        var request = Upload(UnsignedTrailer).WithBody(Encoding.ASCII.GetBytes(body));

        Assert.Equal(failure, Failure(request));
    }

    [Fact]
    public void A_chunk_line_may_be_as_long_as_its_limit_and_no_longer()
    {
        string Trailer(int length) => "0\r\nx-amz-checksum-crc32c:" + new string('a', length - "x-amz-checksum-crc32c:".Length) + "\r\n\r\n";
        var request = Upload(UnsignedTrailer);

        Assert.Equal(SignatureFailure.None, Failure(request.WithBody(Encoding.ASCII.GetBytes(Trailer(AwsChunkedBody.LongestLine)))));
        Assert.Equal(
            SignatureFailure.TrailerMalformed, Failure(request.WithBody(Encoding.ASCII.GetBytes(Trailer(AwsChunkedBody.LongestLine + 1)))));
    }

    [Theory]
    [InlineData(AwsChunkedBody.MostTrailers, SignatureFailure.None)]
    [InlineData(AwsChunkedBody.MostTrailers + 1, SignatureFailure.TrailerMalformed)]
    public void There_may_be_as_many_trailers_as_the_limit_and_no_more(int count, SignatureFailure failure)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"x-amz-t{i:D2}")];
        var request = Signer(UnsignedTrailer, "0").Without("x-amz-trailer").With("x-amz-trailer", string.Join(", ", names)).Sign();

        Assert.Equal(failure, Failure(request.WithBody(
            Encoding.ASCII.GetBytes("0\r\n" + string.Concat(names.Select(name => $"{name}:v\r\n")) + "\r\n"))));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("12")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("2147483647")]
    public void The_decoded_length_must_be_the_true_one(string length)
    {
        byte[] body = Upload(UnsignedTrailer, "hello ", "world").Body.ToArray();

        Assert.Equal(SignatureFailure.DecodedLengthMismatch, Failure(Signer(UnsignedTrailer, length).Sign().WithBody(body)));
    }

    [Fact]
    public void A_trailer_needs_its_signature()
    {
        var request = Upload(SignedTrailer, "hello");
        string body = Encoding.ASCII.GetString(request.Body.Span);
        string without = body[..body.IndexOf("x-amz-trailer-signature", StringComparison.Ordinal)] + "\r\n";

        Assert.Equal(SignatureFailure.TrailerMismatch, Failure(request.WithBody(Encoding.ASCII.GetBytes(without))));
    }

    [Fact]
    public void Without_its_body_a_streaming_request_is_refused_unless_the_caller_verifies_chunks()
    {
        var request = Upload(Signed, "hello").WithBody([]);

        Assert.Equal(SignatureFailure.StreamingPayloadRefused, Checks.Failure(request));
        Assert.Equal(default, Checks.Run(request, rules: new SignatureRules { ChunksAreVerifiedByCaller = true }));
    }

    [Fact]
    public void A_plain_body_is_no_chunked_one()
    {
        Assert.Equal(SignatureFailure.StreamingPayloadRefused, Failure(Requests.S3.Sign()));
    }

    private static TestSigner Signer(string kind, string decodedLength)
    {
        var signer = Requests.S3.Without("x-amz-content-sha256").With("x-amz-content-sha256", kind)
            .With("x-amz-decoded-content-length", decodedLength);
        return kind == Signed ? signer : signer.With("x-amz-trailer", "x-amz-checksum-crc32c");
    }

    private static ReceivedRequest Upload(string kind, params string[] chunks)
    {
        int length = chunks.Sum(chunk => chunk.Length);
        var request = Signer(kind, length.ToString(CultureInfo.InvariantCulture)).Sign();
        string previous = request.Authorization()[^64..];
        var body = new StringBuilder();
        foreach (string chunk in chunks.Append(""))
        {
            body.Append(CultureInfo.InvariantCulture, $"{chunk.Length:x}");
            if (kind != UnsignedTrailer)
            {
                previous = Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{Prefix}\n{previous}\n{Requests.Sha256("")}\n{Requests.Sha256(chunk)}");
                body.Append(";chunk-signature=").Append(previous);
            }

            body.Append("\r\n").Append(chunk).Append(chunk.Length > 0 ? "\r\n" : "");
        }

        if (kind != Signed)
            body.Append(Checksum).Append("\r\n");
        if (kind == SignedTrailer)
            body.Append("x-amz-trailer-signature:")
                .Append(Sign($"AWS4-HMAC-SHA256-TRAILER\n{Prefix}\n{previous}\n{Requests.Sha256(Checksum + "\n")}")).Append("\r\n");
        return request.WithBody(Encoding.ASCII.GetBytes(body.Append("\r\n").ToString()));
    }

    private static string Prefix => $"{Requests.Time}\n20260102/eu-west-1/s3/aws4_request";

    private static string Sign(string text)
    {
        byte[] key = Encoding.ASCII.GetBytes("AWS4" + Requests.Secret);
        foreach (string step in new[] { "20260102", "eu-west-1", "s3", "aws4_request", text })
            key = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(step));
        return Convert.ToHexStringLower(key);
    }

    private static SignatureFailure Failure(ReceivedRequest request)
    {
        Decode(request, out var refusal);
        return refusal.Failure;
    }

    private static AwsChunkedBody? Decode(ReceivedRequest request, out SignatureRefusal refusal)
    {
        var presented = Checks.Read(request);
        AwsChunkedBody.TryDecode(request, presented, SigningKey.Derive(Requests.Secret, presented.Scope), out var body, out refusal);
        return body;
    }
}
