using System.Text;
using CsCheck;
using StsEmulator.Federation.Keys;

namespace StsEmulator.Federation.Tests;

/// <summary>Whatever is sent gets an answer, and only what the issuer signed gets a good one.</summary>
public sealed class WebIdentityFuzzTests
{
    private static readonly Given Account = new();

    private static readonly string Token = TestIssuer.Sign(Given.Claims());

    [Fact]
    public void Random_text_is_never_a_token() =>
        Gen.String[Gen.Char["eyJhbGciOiJSUzI1NiJ9._-=\n \u00e9\0"], 0, 300].Sample(text => !IsValid(text));

    [Fact]
    public void A_token_with_one_character_changed_is_never_valid() =>
        Gen.Select(Gen.Int[0, Token.Length - 1], Gen.Char).Sample((at, character) =>
        {
            string mutated = string.Concat(Token.AsSpan(0, at), [character], Token.AsSpan(at + 1));
            return mutated == Token || !IsValid(mutated);
        });

    [Fact]
    public void A_token_cut_repeated_or_spliced_is_never_valid() =>
        Gen.Select(Gen.Int[0, Token.Length], Gen.Int[0, Token.Length]).Sample((first, second) =>
            (first == second) || !IsValid(Token[..first] + Token[second..]));

    [Fact]
    public void Signed_nonsense_is_answered() =>
        Gen.Byte.Array[0, 200].Sample(payload => !IsValid(TestIssuer.SignWithHeader("""{"alg":"ES256","kid":"ES256"}""", payload, "ES256")), iter: 500);

    [Fact]
    public void Signed_claims_with_octets_changed_are_answered()
    {
        byte[] sound = Encoding.UTF8.GetBytes(Given.Claims(
            ("nbf", "1"), ("azp", "\"app\""), ("amr", "[\"pwd\"]"), ("https://aws.amazon.com/source_identity", "\"Diego\\u0041\""),
            ("https://aws.amazon.com/tags", """{"principal_tags":{"k\u0041":["v"]},"transitive_tag_keys":["kA"]}""")));

        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                byte[] payload = [.. sound];
                foreach (var (at, octet) in changes)
                    payload[at] = octet;
                var result = Validate(TestIssuer.SignWithHeader("""{"alg":"ES256","kid":"ES256"}""", payload, "ES256"));
                return result.IsValid ? result.Identity.Issuer == TestIssuer.Url : result.Refusal is not null;
            },
            iter: 500);
    }

    [Fact]
    public void Headers_with_octets_changed_are_answered()
    {
        byte[] sound = """{"alg":"ES256","kid":"ES256","typ":"JWT"}"""u8.ToArray();

        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 3].Sample(
            changes =>
            {
                byte[] header = [.. sound];
                foreach (var (at, octet) in changes)
                    header[at] = octet;
                string signed = TestIssuer.SignWithHeader(Encoding.Latin1.GetString(header), Given.Claims(), "ES256");
                var result = Validate(signed);
                return result.IsValid || result.Refusal is not null;
            },
            iter: 500);
    }

    [Fact]
    public void Key_sets_with_characters_changed_are_read_or_refused() =>
        Gen.Select(Gen.Int[0, TestIssuer.Jwks.Length - 1], Gen.Char[" {}[]\",:x\\\0\ud800"]).Array[1, 4].Sample(
            changes =>
            {
                char[] text = TestIssuer.Jwks.ToCharArray();
                foreach (var (at, character) in changes)
                    text[at] = character;
                var given = new Given { Account = Given.AccountWith(TestIssuer.Url, new string(text), "app") };
                var result = given.ValidateAsync(Token).AsTask().GetAwaiter().GetResult();
                _ = VerificationKeySet.TryParse(new string(text));
                return result.IsValid || result.Refusal is not null;
            },
            iter: 2000);

    private static bool IsValid(string token) => Validate(token).IsValid;

    private static WebIdentityResult Validate(string token) => Account.ValidateAsync(token).AsTask().GetAwaiter().GetResult();
}
