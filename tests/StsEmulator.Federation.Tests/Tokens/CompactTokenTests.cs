using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Tests.Tokens;

/// <summary>The outer form of a token.</summary>
public sealed class CompactTokenTests
{
    private const string Header = """{"alg":"RS256","kid":"rsa"}""";

    private static readonly string Sound = TestIssuer.SignWithHeader(Header, Given.Claims());

    [Fact]
    public void A_token_is_taken_apart()
    {
        var token = CompactToken.TryRead(Sound, 20_000);

        Assert.NotNull(token);
        Assert.Equal((SignatureAlgorithm.RS256, "rsa"), (token.Algorithm, token.KeyId));
        Assert.Equal(Given.Claims(), System.Text.Encoding.UTF8.GetString(token.Payload));
        Assert.DoesNotContain("issuer.example", token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_of_the_greatest_length_is_read_and_one_character_more_is_not()
    {
        Assert.NotNull(CompactToken.TryRead(Sound, Sound.Length));
        Assert.NotNull(CompactToken.TryRead(Sound + "\n", Sound.Length));
        Assert.Null(CompactToken.TryRead(Sound, Sound.Length - 1));
    }

    [Theory]
    [InlineData(20_000, true), InlineData(20_001, false)]
    public async Task The_limit_is_20_000_characters(int length, bool isValid)
    {
        string token = "";
        // Base64url lengths step over one residue in four, so the padding goes into header and payload.
        for (int payload = 14_000; payload < 15_000 && token.Length != length; payload++)
        {
            for (int header = 0; header < 3 && token.Length != length; header++)
            {
                token = TestIssuer.SignWithHeader(
                    $$"""{"alg":"ES256","kid":"ES256","x":"{{new string('x', header)}}"}""", Given.Claims(("pad", $"\"{new string('x', payload)}\"")), "ES256");
            }
        }

        var result = await new Given().ValidateAsync(token);

        Assert.Equal(length, token.Length);
        Assert.Equal(isValid, result.IsValid);
    }

    [Theory]
    [InlineData(""), InlineData("."), InlineData(".."), InlineData("a.b"), InlineData("a.b.c"), InlineData("a.b.c.d.e"), InlineData("not a token")]
    public void What_has_not_three_decodable_parts_is_no_token(string text) => Assert.Null(CompactToken.TryRead(text, 20_000));

    [Fact]
    public void Parts_missing_added_padded_or_spelled_otherwise_make_it_no_token()
    {
        string[] parts = Sound.Split('.');
        string last = parts[2][..^1];
        string[] spoiled =
        [
            $"{parts[0]}.{parts[1]}.", $"{parts[0]}..{parts[2]}", $".{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}", $"{Sound}.{parts[2]}", $"{Sound}==",
            $"{Sound}.", $".{Sound}", $"{parts[0]} .{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}.{parts[2]}\0", $"Bearer {Sound}", $"\u00A0{Sound}",
        ];
        // 256 octets leave four bits over in the last character; all sixteen spellings decode to the same signature.
        var spellings = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(c => c != parts[2][^1]).Select(c => $"{parts[0]}.{parts[1]}.{last}{c}");

        Assert.All(spoiled, text => Assert.Null(CompactToken.TryRead(text, 20_000)));
        Assert.Equal(3, spellings.Count(text => CompactToken.TryRead(text, 20_000) is not null));
    }

    [Theory]
    [InlineData("{}"), InlineData("[]"), InlineData("\"RS256\""), InlineData("{"), InlineData("{\"alg\":null}"), InlineData("{\"alg\":1}")]
    [InlineData("{\"alg\":[\"RS256\"]}"), InlineData("{\"alg\":\"RS256\",\"alg\":\"RS256\"}"), InlineData("{\"alg\":\"RS256\",\"kid\":1}")]
    [InlineData("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}"), InlineData("{\"alg\":\"RS256\",\"crit\":[]}"), InlineData("{\"Alg\":\"RS256\"}")]
    [InlineData("{\"alg\":\"RS256\",\"\\ud800\":1}")]
    public void A_header_that_cannot_be_followed_makes_it_no_token(string header) =>
        Assert.Null(CompactToken.TryRead(TestIssuer.SignWithHeader(header, Given.Claims()), 20_000));

    [Fact]
    public async Task Octets_that_are_not_UTF8_make_it_no_token()
    {
        byte[] payload = System.Text.Encoding.UTF8.GetBytes(Given.Claims(("sub", "\"#\"")));
        payload[Array.IndexOf(payload, (byte)'#')] = 0xFF;

        var result = await new Given().ValidateAsync(TestIssuer.SignWithHeader(Header, payload));

        Assert.Equal(WebIdentityRefusalKind.NotAToken, result.Refusal?.Kind);
    }
}
