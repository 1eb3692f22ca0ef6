using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Federation.Tests;

namespace StsEmulator.Sts.Tests.Operations;

/// <summary>Tokens with one fault each, and what STS answers to them.</summary>
internal static class TokenFaults
{
    private const long Now = WebIdentityAccount.Now;

    private const string NotAToken = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        NoKey = "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
        WrongAudience = "Incorrect token audience", NoProvider = "No OpenIDConnect provider found in your account for ", Missing = "Missing a required claim: ",
        TagsClaim = "https://aws.amazon.com/tags", SourceIdentityClaim = "https://aws.amazon.com/source_identity", Malformed = "The value of the claim ";

    private const string Header = """{"alg":"RS256","typ":"JWT","kid":"rsa"}""";

    private static readonly string Sound = TestIssuer.Sign(Claims());

    public static IReadOnlyDictionary<string, (string Token, int Status, string Code, string Message)> Cases { get; } = new[]
    {
        // What is no token.
        Invalid("plain text", "opaque-access-token", NotAToken),
        Invalid("two parts", Sound[..Sound.LastIndexOf('.')], NotAToken),
        Invalid("no signature", Sound[..(Sound.LastIndexOf('.') + 1)], NotAToken),
        Invalid("an encrypted token of five parts", Sound + ".AAAA.AAAA", NotAToken),
        Invalid("padded base64", Sound + "==", NotAToken),
        Invalid("a space inside", Sound.Replace(".", ". ", StringComparison.Ordinal), NotAToken),
        Invalid("a header that is not JSON", TestIssuer.SignWithHeader("RS256", Claims()), NotAToken),
        Invalid("claims that are not JSON", TestIssuer.SignWithHeader(Header, "sub=octo"), NotAToken),
        Invalid("claims in a list", TestIssuer.SignWithHeader(Header, $"[{Claims()}]"), NotAToken),
        Invalid("claims that are not UTF-8", TestIssuer.SignWithHeader(Header, [.. Encoding.UTF8.GetBytes(Claims(("note", "\"")))[..^1], 0xC3, 0x22, 0x7D]), NotAToken),
        Invalid("a claim said twice", TestIssuer.Sign(Claims()[..^1] + ",\"sub\":\"root\"}"), NotAToken),
        Invalid("a critical header", TestIssuer.SignWithHeader(Header[..^1] + ",\"crit\":[\"b64\"]}", Claims()), NotAToken),
        Invalid("a key id that is a number", TestIssuer.SignWithHeader("""{"alg":"RS256","kid":1}""", Claims()), NotAToken),
        Invalid("a subject that is a number", TestIssuer.Sign(Claims(("sub", "7"))), NotAToken),
        Invalid("an audience that is an object", TestIssuer.Sign(Claims(("aud", "{}"))), NotAToken),
        Invalid("an expiry in words", TestIssuer.Sign(Claims(("exp", "\"tomorrow\""))), NotAToken),
        Invalid("an expiry with a fraction", TestIssuer.Sign(Claims(("exp", $"{Now + 300}.5"))), NotAToken),

        // Algorithms.
        Invalid("algorithm none", TestIssuer.Sign(Claims(), "none", "rsa"), NotAToken),
        Invalid("HMAC keyed with the public key", TestIssuer.Sign(Claims(), "HS256", "rsa"), NotAToken),
        Invalid("RSASSA-PSS", TestIssuer.Sign(Claims(), "PS256", "rsa"), NotAToken),
        Invalid("no algorithm", TestIssuer.SignWithHeader("""{"typ":"JWT","kid":"rsa"}""", Claims()), NotAToken),

        // Claims that are absent.
        Invalid("no issuer", TestIssuer.Sign(Claims(("iss", null))), Missing + "iss"),
        Invalid("no subject", TestIssuer.Sign(Claims(("sub", null))), Missing + "sub"),
        Invalid("no audience", TestIssuer.Sign(Claims(("aud", null))), Missing + "aud"),
        Invalid("an empty list of audiences", TestIssuer.Sign(Claims(("aud", "[]"))), Missing + "aud"),
        Invalid("no time of issue", TestIssuer.Sign(Claims(("iat", null))), Missing + "iat"),
        Invalid("no expiry", TestIssuer.Sign(Claims(("exp", null))), Missing + "exp"),

        // Whose token.
        OfIssuer("another issuer", "https://other.example"),
        OfIssuer("a slash more", TestIssuer.Url + "/"),
        OfIssuer("another case", "https://issuer.example/Tenant"),
        OfIssuer("another scheme", "http://issuer.example/tenant"),

        // Keys and signatures.
        Invalid("an unknown key", TestIssuer.Sign(Claims(), keyId: "retired"), NoKey),
        Invalid("a key of another kind", TestIssuer.SignWithHeader("""{"alg":"ES256","kid":"rsa"}""", Claims()), NoKey),
        Invalid("changed claims", Changed(), NoKey),
        Invalid("the signature of another key", Forged(), NoKey),
        Invalid("a signature that is cut", Cut(), NoKey),
        Invalid("a signature of another hash", TestIssuer.SignWithHeader("""{"alg":"RS384","kid":"rsa"}""", Claims()), NoKey),

        // For whom.
        Invalid("another audience", TestIssuer.Sign(Claims(("aud", "\"shop\""))), WrongAudience),
        Invalid("other audiences", TestIssuer.Sign(Claims(("aud", "[\"shop\",\"App\"]"))), WrongAudience),
        Invalid("another authorized party", TestIssuer.Sign(Claims(("azp", "\"shop\""))), WrongAudience),

        // When.
        Expired("expired this second", TestIssuer.Sign(Claims(("exp", $"{Now}"))), $"Token expired: current date/time {Now} must be before the expiration date/time {Now}"),
        Expired("an expiry before time began", TestIssuer.Sign(Claims(("exp", "-1"))), $"Token expired: current date/time {Now} must be before the expiration date/time -1"),
        Invalid("not before a second from now", TestIssuer.Sign(Claims(("nbf", $"{Now + 1}"))), $"Token not yet valid: current date/time {Now} must not be before the nbf date/time {Now + 1}"),
        Invalid("issued a second from now", TestIssuer.Sign(Claims(("iat", $"{Now + 1}"))), $"Token not yet valid: current date/time {Now} must not be before the iat date/time {Now + 1}"),
        Expired("issued more than a day ago", TestIssuer.Sign(Claims(("iat", $"{Now - 86_401}"))), "Token too old: 86401"),

        // What the session would carry.
        Invalid("tags that are a list", Carrying(TagsClaim, "[]"), Malformed + TagsClaim + " is invalid"),
        Invalid("a tag of two values", Carrying(TagsClaim, """{"principal_tags":{"team":["a","b"]}}"""), Malformed + TagsClaim + " is invalid"),
        Invalid("a reserved tag", Carrying(TagsClaim, """{"principal_tags":{"aws:team":["a"]}}"""), Malformed + TagsClaim + " is invalid"),
        Invalid("a source identity of one character", Carrying(SourceIdentityClaim, "\"D\""), Malformed + SourceIdentityClaim + " is invalid"),
        Invalid("a source identity that is a list", Carrying(SourceIdentityClaim, "[\"Diego\"]"), Malformed + SourceIdentityClaim + " is invalid"),
        Denied("tags that the trust policy does not admit", Carrying(TagsClaim, """{"principal_tags":{"team":["a"]}}""")),
        Denied("a source identity that the trust policy does not admit", Carrying(SourceIdentityClaim, "\"Diego\"")),
    }.ToDictionary(row => row.Name, row => (row.Token, row.Status, row.Code, row.Message));

    private static (string Name, string Token, int Status, string Code, string Message) Invalid(string name, string token, string message) =>
        (name, token, 400, "InvalidIdentityToken", message);

    private static (string Name, string Token, int Status, string Code, string Message) Expired(string name, string token, string message) =>
        (name, token, 400, "ExpiredTokenException", message);

    private static (string Name, string Token, int Status, string Code, string Message) Denied(string name, string token) =>
        (name, token, 403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");

    private static (string Name, string Token, int Status, string Code, string Message) OfIssuer(string name, string issuer) =>
        Invalid(name, TestIssuer.Sign(Claims(("iss", $"\"{issuer}\""))), NoProvider + issuer);

    /// <summary>The claims of a sound token with changes; a null takes one away, other values are JSON.</summary>
    private static string Claims(params (string Name, string? Json)[] changes)
    {
        List<(string Name, string? Json)> claims =
        [
            ("iss", $"\"{TestIssuer.Url}\""), ("sub", "\"repo:octo/app\""), ("aud", "\"app\""), ("iat", $"{Now - 60}"), ("exp", $"{Now + 300}"),
        ];
        claims.RemoveAll(claim => Array.Exists(changes, change => change.Name == claim.Name));
        claims.AddRange(changes);
        return "{" + string.Join(',', claims.Where(claim => claim.Json is not null).Select(claim => $"\"{claim.Name}\":{claim.Json}")) + "}";
    }

    private static string Carrying(string claim, string json) => TestIssuer.Sign(Claims((claim, json)));

    /// <summary>A sound token whose claims were changed after it was signed.</summary>
    private static string Changed()
    {
        string[] parts = Sound.Split('.');
        return $"{parts[0]}.{TestIssuer.Encode(Encoding.UTF8.GetBytes(Claims(("sub", "\"repo:octo/admin\""))))}.{parts[2]}";
    }

    private static string Cut()
    {
        int dot = Sound.LastIndexOf('.');
        return $"{Sound[..dot]}.{TestIssuer.Encode(Base64Url.DecodeFromChars(Sound.AsSpan(dot + 1))[..^1])}";
    }

    private static string Forged()
    {
        using var key = RSA.Create(2048);
        string text = Sound[..Sound.LastIndexOf('.')];
        return $"{text}.{TestIssuer.Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
