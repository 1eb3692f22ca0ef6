using System.Text;

namespace StsEmulator.SigV4.Tests;

public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData("//", "/")]
    [InlineData("/./", "/")]
    [InlineData("/..", "/")]
    [InlineData("/../..", "/")]
    [InlineData("/../a", "/a")]
    [InlineData("/a/b/..", "/a")]
    [InlineData("/a/b/.", "/a/b")]
    [InlineData("/a/b/../", "/a/")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/../", "/")]
    [InlineData("//a///b", "/a/b")]
    [InlineData("/./example", "/example")]
    [InlineData("/example/", "/example/")]
    [InlineData("//example//", "/example/")]
    [InlineData("/...", "/...")]
    [InlineData("/%2E%2E/a", "/%252E%252E/a")]
    [InlineData("/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("/a%3Ab", "/a%253Ab")]
    [InlineData("/a%zz%", "/a%25zz%25")]
    [InlineData("/example space/", "/example%20space/")]
    [InlineData("/\u00e1\u0088\u00b4", "/%E1%88%B4")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("http://host/a?b", "/a")]
    [InlineData("HTTPS://host:1/a/../b", "/b")]
    [InlineData("http://host", "/")]
    [InlineData("http://host?x=1", "/")]
    [InlineData("?x=1", "/")]
    public void Paths_are_normalised_and_encoded_again(string target, string canonical)
    {
        Assert.Equal(canonical, Line(Canonical(Requests.Sts, target), 1));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData("//a/.././b/", "//a/.././b/")]
    [InlineData("/a%20b%2fc", "/a%20b/c")]
    [InlineData("/%7e!'()*", "/~%21%27%28%29%2A")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("/%c3%bc\u00c3\u00bc", "/%C3%BC%C3%BC")]
    [InlineData("http://host/a//b", "/a//b")]
    public void Paths_of_the_s3_family_are_encoded_once(string target, string canonical)
    {
        Assert.Equal(canonical, Line(Canonical(Requests.S3, target), 1));
        Assert.Equal(canonical, Line(Canonical(Requests.S3 with { Service = "s3express" }, target), 1));
    }

    [Theory]
    [InlineData("/%")]
    [InlineData("/%2")]
    [InlineData("/a%zz")]
    [InlineData("/%%20")]
    public void A_percent_sign_that_encodes_nothing_is_refused_by_the_s3_family(string target)
    {
        Assert.Equal(SignatureFailure.InvalidPathEncoding, Refusal(Requests.S3, target).Failure);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("host:443")]
    [InlineData("example")]
    public void Targets_without_a_path_are_refused(string target)
    {
        Assert.Equal(SignatureFailure.InvalidTarget, Refusal(Requests.Sts, target).Failure);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("")]
    [InlineData("GET\n/other")]
    [InlineData("GE T")]
    [InlineData("G\u0141T")]
    public void Methods_that_are_no_tokens_are_refused(string method)
    {
        Assert.Equal(SignatureFailure.InvalidTarget, Refusal(Requests.Sts with { Method = method }, "/").Failure);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("acl", "acl=")]
    [InlineData("&&a=1&", "a=1")]
    [InlineData("b=2&a=1", "a=1&b=2")]
    [InlineData("a=b=c", "a=b%3Dc")]
    [InlineData("=v", "=v")]
    [InlineData("Param1=value2&Param1=Value1", "Param1=Value1&Param1=value2")]
    [InlineData("Param2=v&Param1=v&Param-3=v", "Param-3=v&Param1=v&Param2=v")]
    [InlineData("a=1&a=1", "a=1&a=1")]
    [InlineData("ab=1&a=2&a%20=3", "a=2&a%20=3&ab=1")]
    [InlineData("z=1&%E1%88%B4=bar", "%E1%88%B4=bar&z=1")]
    [InlineData("\u00e1\u0088\u00b4=b", "%E1%88%B4=b")]
    [InlineData("a=1+2&b=%2b", "a=1%2B2&b=%2B")]
    [InlineData("a=x/y?z", "a=x%2Fy%3Fz")]
    [InlineData("%61=%7E", "a=~")]
    [InlineData("a=%zz&b=%", "a=%25zz&b=%25")]
    [InlineData("X-Amz-Date=1&a", "X-Amz-Date=1&a=")]
    public void Parameters_are_encoded_and_sorted(string query, string canonical)
    {
        Assert.Equal(canonical, Line(Canonical(Requests.Sts, "/?" + query), 2));
        Assert.Equal(canonical, Line(Canonical(Requests.S3, "/?" + query), 2));
    }

    [Fact]
    public void Many_parameters_are_sorted_as_few_are()
    {
        var names = Enumerable.Range(0, 3_000).Select(i => $"p{(i * 7919) % 3_000:D4}=").ToArray();

        string canonical = Line(Canonical(Requests.Sts, "/?" + string.Join('&', names)), 2);

        Assert.Equal(string.Join('&', names.Order(StringComparer.Ordinal)), canonical);
    }

    [Theory]
    [InlineData("value", "value")]
    [InlineData("  a   b \t c  ", "a b c")]
    [InlineData("\"a   b\"", "\"a b\"")]
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    [InlineData("value1\r\n  value2\r\n\tvalue3", "value1 value2 value3")]
    [InlineData("value1\n value2", "value1 value2")]
    [InlineData("a,  b", "a, b")]
    [InlineData("\u00c3\u00bc\u00a0x", "\u00c3\u00bc\u00a0x")]
    public void Header_values_are_trimmed_and_their_spaces_collapsed(string value, string canonical)
    {
        var lines = Canonical(Requests.Sts.With("My-Header", value), "/").Split('\n');

        Assert.Contains("my-header:" + canonical, lines);
    }

    [Theory]
    [InlineData("a\nx-amz-date:1")]
    [InlineData("a\r\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u0141")]
    [InlineData("a\r\n ")]
    public void A_value_that_could_pass_for_two_headers_is_refused(string value)
    {
        var refusal = Refusal(Requests.Sts.With("My-Header", value), "/");

        Assert.Equal(SignatureFailure.InvalidHeaderValue, refusal.Failure);
        Assert.Equal("my-header", refusal.Subject);
    }

    [Fact]
    public void Repeated_header_lines_join_in_the_order_received_whatever_their_letter_case()
    {
        var signer = Requests.Sts.With("My-Header1", " value2 ").With("MY-HEADER1", "value3").With("my-header1", "value1");

        Assert.Contains("\nmy-header1:value2,value3,value1\n", Canonical(signer, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_header_that_is_absent_is_refused_by_name()
    {
        var refusal = Checks.Run(Requests.Sts.Sign().WithHeader("Content-Type", null));

        Assert.Equal(SignatureFailure.SignedHeaderMissing, refusal.Failure);
        Assert.Equal("content-type", refusal.Subject);
    }

    [Theory]
    [InlineData("expect", "100-continue")]
    [InlineData("content-length", "43")]
    public void Headers_that_servers_consume_are_restored(string name, string value)
    {
        var signed = Requests.Sts.With(name, value).Sign();

        Assert.Equal(SignatureFailure.None, Checks.Failure(signed.WithHeader(name, null)));
        Assert.Equal(SignatureFailure.None, Checks.Failure(signed));
    }

    [Fact]
    public void A_content_length_is_not_restored_from_a_body_that_is_not_at_hand()
    {
        var signed = Requests.Sts.With("content-length", "43").Sign().WithHeader("content-length", null);
        byte[] digest = System.Security.Cryptography.SHA256.HashData(Requests.CallerIdentityForm);

        Assert.Equal("content-length", Checks.Run(signed.WithBody([], digest)).Subject);
    }

    [Fact]
    public void A_canonical_request_may_be_as_long_as_its_limit_and_no_longer()
    {
        string Filler(int length) => new('a', length);
        int fixedLength = Encoding.Latin1.GetByteCount(Canonical(Requests.Sts.With("my-header", ""), "/"));
        int room = SignatureLimits.CanonicalRequest - fixedLength;

        Assert.Equal(SignatureFailure.None, Checks.Failure(Requests.Sts.With("my-header", Filler(room)).Sign()));
        Assert.Equal(SignatureFailure.TooLarge, Checks.Failure(Requests.Sts.With("my-header", Filler(room + 1)).Sign()));
        Assert.Equal(SignatureFailure.TooLarge, Checks.Failure(Requests.Sts.Sign().WithTarget("/" + new string(' ', 400_000))));
        Assert.Equal(SignatureFailure.None, Checks.Failure(Requests.Sts.Sign()));
    }

    [Fact]
    public void The_method_is_signed_in_upper_case()
    {
        Assert.Equal("PATCH", Line(Canonical(Requests.Sts with { Method = "patch" }, "/"), 0));
    }

    private static string Line(string canonical, int index) => canonical.Split('\n')[index];

    private static string Canonical(TestSigner signer, string target)
    {
        var (request, output) = (signer.Sign().WithTarget(target), new OctetBuffer());
        bool isWritten = CanonicalRequest.TryWrite(request, Checks.Read(request), new byte[64], HostSpelling.AsReceived, output, out var refusal);
        Assert.True(isWritten, refusal.ToString());
        return Encoding.Latin1.GetString(output.Written);
    }

    private static SignatureRefusal Refusal(TestSigner signer, string target)
    {
        var request = signer.Sign().WithTarget(target);
        SignatureCheck.TryVerify(
            request, Checks.Read(request), SigningKey.Derive(Requests.Secret, Checks.Read(request).Scope), SignatureRules.Strict, out var refusal);
        return refusal;
    }
}
