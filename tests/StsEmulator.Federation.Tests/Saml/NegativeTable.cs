using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using StsEmulator.Federation.Saml;

namespace StsEmulator.Federation.Tests.Saml;

/// <summary>Responses with one fault each. The door's tests use them too: nothing may be issued for any of them.</summary>
internal static class NegativeTable
{
    private static readonly SamlShape Shape = new();

    private static readonly SamlShape Evil = new() { AssertionId = "evil", NameId = "<saml:NameID>mallory</saml:NameID>" };

    private static readonly string Signed = SamlGiven.Signed(Shape), SignedAssertion = TestIdentityProvider.Cut(Signed, "a1"),
        SignedResponse = TestIdentityProvider.Sign(Shape.Response(Shape.Assertion), "r1"), Signature = CutSignature(Signed);

    public static IReadOnlyDictionary<string, (string Xml, SamlRefusalKind Refusal)> Cases { get; } = new Dictionary<string, (string, SamlRefusalKind)>
    {
        // What is no response.
        ["not XML"] = ("alice", SamlRefusalKind.NotAResponse),
        ["an assertion alone"] = (SignedAssertion, SamlRefusalKind.NotAResponse),
        ["a response of another version"] = (Signed.Replace("""ID="r1" Version="2.0" """, """ID="r1" Version="1.1" """, StringComparison.Ordinal), SamlRefusalKind.NotAResponse),
        ["a failed status"] = (SamlGiven.Signed(Shape with { Status = Shape.Status.Replace("Success", "Responder", StringComparison.Ordinal) }), SamlRefusalKind.NotAResponse),
        ["an assertion of another version"] = (TestIdentityProvider.Sign(Shape.Response(Shape.Assertion.Replace("Version=\"2.0\"", "Version=\"1.1\"", StringComparison.Ordinal))), SamlRefusalKind.NotAResponse),
        ["no issue instant"] = (SamlGiven.Signed(Shape with { IssueInstant = "yesterday" }), SamlRefusalKind.NotAResponse),
        ["an external entity"] = ("""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>""" + Signed.Replace(">alice<", ">&x;<", StringComparison.Ordinal), SamlRefusalKind.NotAResponse),
        ["an external document type"] = ("""<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">""" + Signed, SamlRefusalKind.NotAResponse),
        ["a billion laughs"] = (Laughs() + Signed.Replace(">alice<", ">&l9;<", StringComparison.Ordinal), SamlRefusalKind.NotAResponse),
        ["too deep"] = (Shape.Response(Nested(70)), SamlRefusalKind.NotAResponse),
        ["too many attributes"] = (Shape.Response($"<a {string.Join(' ', Enumerable.Range(0, 65).Select(i => $"a{i}=\"\""))}/>"), SamlRefusalKind.NotAResponse),
        ["a duplicate ID"] = (Shape.Response(SignedAssertion, "<samlp:Extensions><x ID=\"a1\"/></samlp:Extensions>"), SamlRefusalKind.NotAResponse),
        ["a duplicate ID in another spelling"] = (Shape.Response(SignedAssertion, "<samlp:Extensions><x xml:id=\"a1\"/></samlp:Extensions>"), SamlRefusalKind.NotAResponse),

        // Who.
        ["an assertion of another issuer"] = (SamlGiven.Signed(Shape with { Issuer = "https://other.example" }), SamlRefusalKind.IncorrectIssuer),
        ["a response of another issuer"] = (SamlGiven.Signed(Shape with { ResponseIssuer = "<saml:Issuer>https://other.example</saml:Issuer>" }), SamlRefusalKind.IncorrectIssuer),
        ["a split issuer"] = (SamlGiven.Signed(Shape with { Issuer = "https://example.com/saml<!-- -->" }), SamlRefusalKind.IncorrectIssuer),

        // Signatures.
        ["no signature"] = (Shape.Response(Shape.Assertion), SamlRefusalKind.SignatureInvalid),
        ["another key"] = (TestIdentityProvider.Sign(Shape.Response(Shape.Assertion), key: TestIdentityProvider.OtherKey), SamlRefusalKind.SignatureInvalid),
        ["a changed name"] = (Signed.Replace(">alice<", ">mallory<", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["a changed digest"] = (Edited("DigestValue", _ => "AAAA"), SamlRefusalKind.SignatureInvalid),
        ["a split digest"] = (Edited("DigestValue", value => "<!--x-->" + value), SamlRefusalKind.SignatureInvalid),
        ["a changed signature value"] = (Edited("SignatureValue", _ => "AAAA"), SamlRefusalKind.SignatureInvalid),
        ["an empty signature value"] = (Edited("SignatureValue", _ => ""), SamlRefusalKind.SignatureInvalid),
        ["RSA with SHA-1"] = (Shaped(signed => signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url), SamlRefusalKind.SignatureInvalid),
        ["a SHA-1 digest"] = (Shaped(signed => Only(signed).DigestMethod = SignedXml.XmlDsigSHA1Url), SamlRefusalKind.SignatureInvalid),
        ["HMAC keyed with the certificate"] = (TestIdentityProvider.Sign(Shape.Response(Shape.Assertion), hmac: new HMACSHA256(TestIdentityProvider.Certificate.RawData)), SamlRefusalKind.SignatureInvalid),
        ["an empty reference"] = (Shaped(signed => Only(signed).Uri = "", inAssertion: false), SamlRefusalKind.SignatureInvalid),
        ["no reference address"] = (Signed.Replace(" URI=\"#a1\"", "", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["an XPointer reference"] = (Signed.Replace(" URI=\"#a1\"", " URI=\"#xpointer(id('a1'))\"", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["two references"] = (Shaped(signed => signed.AddReference(SecondReference())), SamlRefusalKind.SignatureInvalid),
        ["an unknown transform"] = (Signed.Replace("xmldsig#enveloped-signature", "xmldsig#unknown", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["an XPath transform"] = (Shaped(signed => Only(signed).AddTransform(XPath())), SamlRefusalKind.SignatureInvalid),
        ["an XSLT transform"] = (Transformed("http://www.w3.org/TR/1999/REC-xslt-19991116"), SamlRefusalKind.SignatureInvalid),
        ["inclusive canonicalisation"] = (Shaped(signed => signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigC14NTransformUrl), SamlRefusalKind.SignatureInvalid),
        ["no canonicalising transform"] = (Shaped(signed => Only(signed).TransformChain = EnvelopedOnly()), SamlRefusalKind.SignatureInvalid),
        ["an object in the signature"] = (Signed.Replace("</Signature>", "<Object/></Signature>", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["two signatures in the assertion"] = (Signed.Replace("</Signature>", "</Signature>" + Signature, StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["a shortened HMAC"] = (Signed.Replace("rsa-sha256\" />", "rsa-sha256\"><HMACOutputLength>8</HMACOutputLength></SignatureMethod>", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),

        // Wrapping: something signed is in the document, and something else says who it is.
        ["wrapped: another assertion before"] = (Shape.Response(Evil.Assertion + SignedAssertion), SamlRefusalKind.NotAResponse),
        ["wrapped: another assertion behind"] = (Shape.Response(SignedAssertion + Evil.Assertion), SamlRefusalKind.NotAResponse),
        ["wrapped: the signed one in extensions"] = (Shape.Response(Evil.Assertion, $"<samlp:Extensions>{SignedAssertion}</samlp:Extensions>"), SamlRefusalKind.NotAResponse),
        ["wrapped: the signed one in advice"] = (Shape.Response(InEvil($"<saml:Advice>{SignedAssertion}</saml:Advice>")), SamlRefusalKind.NotAResponse),
        ["wrapped: the signed one in the signature's object"] = (Shape.Response(InEvil(WithObject(Shape.Assertion))), SamlRefusalKind.NotAResponse),
        ["wrapped: the evil one in the signature's object"] = (Shape.Response(SignedAssertion.Replace("</Signature>", $"<Object>{Evil.Assertion}</Object></Signature>", StringComparison.Ordinal)), SamlRefusalKind.NotAResponse),
        ["wrapped: the signed one in the status"] = (Shape.Response(Evil.Assertion).Replace("</samlp:Status>", $"<samlp:StatusDetail>{SignedAssertion}</samlp:StatusDetail></samlp:Status>", StringComparison.Ordinal), SamlRefusalKind.NotAResponse),
        ["wrapped: the same ID twice"] = (Shape.Response((Evil with { AssertionId = "a1" }).Assertion, $"<samlp:Extensions>{SignedAssertion}</samlp:Extensions>"), SamlRefusalKind.NotAResponse),
        ["wrapped: only the evil one is an assertion"] = (Shape.Response(InEvil(Signature) + "<x ID=\"a1\"/>"), SamlRefusalKind.SignatureInvalid),
        ["wrapped: the signature moved to the evil one"] = (Shape.Response(InEvil(Signature)), SamlRefusalKind.SignatureInvalid),
        ["wrapped: the signature and its ID moved to the evil one"] = (Shape.Response(InEvil(Signature).Replace("ID=\"evil\"", "ID=\"a1\"", StringComparison.Ordinal)), SamlRefusalKind.SignatureInvalid),
        ["wrapped: the signature moved to the response"] = (Shape.Response(Shape.Assertion, Signature), SamlRefusalKind.SignatureInvalid),
        ["wrapped: the signature moved below the assertion's subject"] = (Shape.Response(Shape.Assertion.Replace("</saml:Subject>", "</saml:Subject>" + Signature, StringComparison.Ordinal).Replace("<saml:Conditions", $"<saml:Advice>{Signature}</saml:Advice><saml:Conditions", StringComparison.Ordinal)), SamlRefusalKind.SignatureInvalid),
        ["wrapped: the signed response in another one"] = (Shape.Response(Evil.Assertion, $"<samlp:Extensions>{SignedResponse}</samlp:Extensions>").Replace("ID=\"r1\" Version=\"2.0\" IssueInstant=\"2027-01-15T08:00:00Z\"><saml:Issuer>https://example.com/saml</saml:Issuer><samlp:Extensions>", "ID=\"r2\" Version=\"2.0\" IssueInstant=\"2027-01-15T08:00:00Z\"><saml:Issuer>https://example.com/saml</saml:Issuer><samlp:Extensions>", StringComparison.Ordinal), SamlRefusalKind.NotAResponse),
        ["wrapped: the response's signature over an evil assertion"] = (SignedResponse.Replace(">alice<", ">mallory<", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),
        ["wrapped: an unsigned attribute behind the signed statement"] = (Signed.Replace("</saml:AttributeStatement>", SamlShape.Attribute(SamlShape.Prefix + "SourceIdentity", "root") + "</saml:AttributeStatement>", StringComparison.Ordinal), SamlRefusalKind.SignatureInvalid),

        // To whom, and when.
        ["holder of key"] = (SamlGiven.Signed(Shape with { Method = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key" }), SamlRefusalKind.NoSubjectConfirmation),
        ["no recipient"] = (SamlGiven.Signed(Shape with { ConfirmationData = $"NotOnOrAfter=\"{SamlShape.End}\"" }), SamlRefusalKind.NoSubjectConfirmation),
        ["no end"] = (SamlGiven.Signed(Shape with { ConfirmationData = "Recipient=\"https://signin.aws.amazon.com/saml\"" }), SamlRefusalKind.NoSubjectConfirmation),
        ["another audience"] = (SamlGiven.Signed(Shape with { Conditions = Shape.Conditions.Replace("urn:amazon:webservices", "urn:other", StringComparison.Ordinal) }), SamlRefusalKind.IncorrectAudience),
        ["no audience"] = (SamlGiven.Signed(Shape with { Conditions = "" }), SamlRefusalKind.IncorrectAudience),
        ["two restrictions of which one is another's"] = (SamlGiven.Signed(Shape with { Conditions = Shape.Conditions.Replace("</saml:Conditions>", "<saml:AudienceRestriction><saml:Audience>urn:other</saml:Audience></saml:AudienceRestriction></saml:Conditions>", StringComparison.Ordinal) }), SamlRefusalKind.IncorrectAudience),
        ["expired"] = (SamlGiven.Signed(Shape with { Conditions = Shape.Conditions.Replace(SamlShape.End, "2027-01-15T08:01:00Z", StringComparison.Ordinal) }), SamlRefusalKind.Expired),
        ["too old"] = (SamlGiven.Signed(Shape with { IssueInstant = "2027-01-15T07:55:59Z" }), SamlRefusalKind.TooOld),
        ["not yet valid"] = (SamlGiven.Signed(Shape with { Conditions = Shape.Conditions.Replace(SamlShape.Issued, "2027-01-15T08:02:01Z", StringComparison.Ordinal) }), SamlRefusalKind.NotYetValid),
        ["a session that has ended"] = (SamlGiven.Signed(Shape with { AuthnStatement = "<saml:AuthnStatement SessionNotOnOrAfter=\"2027-01-15T08:01:00Z\"/>" }), SamlRefusalKind.Expired),

        // What it asks for.
        ["another role"] = (SamlGiven.Signed(Shape with { Role = SamlShape.Attribute(SamlShape.Prefix + "Role", $"arn:aws:iam::123456789012:role/Other,{SamlShape.ProviderArn}") }), SamlRefusalKind.RoleNotOffered),
        ["no role"] = (SamlGiven.Signed(Shape with { Role = "" }), SamlRefusalKind.RoleNotOffered),
        ["a split role"] = (SamlGiven.Signed(Shape with { Role = SamlShape.Attribute(SamlShape.Prefix + "Role", $"{SamlShape.RoleArn}<?x?>,{SamlShape.ProviderArn}") }), SamlRefusalKind.RoleNotOffered),
        ["no session name"] = (SamlGiven.Signed(Shape with { SessionName = "" }), SamlRefusalKind.MissingRoleSessionName),
        ["a session name of one character"] = (SamlGiven.Signed(Shape with { SessionName = SamlShape.Attribute(SamlShape.Prefix + "RoleSessionName", "a") }), SamlRefusalKind.MalformedRoleSessionName),
        ["two session names"] = (SamlGiven.Signed(Shape with { SessionName = SamlShape.Attribute(SamlShape.Prefix + "RoleSessionName", "alice", "bob") }), SamlRefusalKind.MalformedRoleSessionName),
        ["a reserved source identity"] = (SamlGiven.Signed(Shape.With("SourceIdentity", "aws:alice")), SamlRefusalKind.MalformedSourceIdentity),
        ["a duration that is none"] = (SamlGiven.Signed(Shape.With("SessionDuration", "1h")), SamlRefusalKind.MalformedSessionDuration),
        ["a duration too short"] = (SamlGiven.Signed(Shape.With("SessionDuration", "899")), SamlRefusalKind.MalformedSessionDuration),
        ["a duration too long"] = (SamlGiven.Signed(Shape.With("SessionDuration", "43201")), SamlRefusalKind.MalformedSessionDuration),
        ["a tag with two values"] = (SamlGiven.Signed(Shape.With("PrincipalTag:team", "a", "b")), SamlRefusalKind.MalformedTags),
        ["a reserved tag"] = (SamlGiven.Signed(Shape.With("PrincipalTag:aws:team", "a")), SamlRefusalKind.MalformedTags),
        ["no name"] = (SamlGiven.Signed(Shape with { NameId = "" }), SamlRefusalKind.MissingNameId),
        ["a name split by an instruction"] = (SamlGiven.Signed(Shape with { NameId = "<saml:NameID>alice<?x?>@example.com</saml:NameID>" }), SamlRefusalKind.MissingNameId),
    };

    private static string InEvil(string more) => Evil.Assertion.Replace("</saml:Issuer>", "</saml:Issuer>" + more, StringComparison.Ordinal);

    private static string WithObject(string content) => Signature.Replace("</Signature>", $"<Object>{content}</Object></Signature>", StringComparison.Ordinal);

    private static string CutSignature(string xml) => TestIdentityProvider.Load(xml).GetElementsByTagName("Signature")[0]!.OuterXml;

    /// <summary>Changes the content of an element of the signature.</summary>
    private static string Edited(string element, Func<string, string> change)
    {
        int start = Signed.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2, end = Signed.IndexOf($"</{element}>", StringComparison.Ordinal);
        return Signed[..start] + change(Signed[start..end]) + Signed[end..];
    }

    private static string Shaped(Action<SignedXml> shape, bool inAssertion = true) =>
        TestIdentityProvider.Sign(Shape.Response(Shape.Assertion), inAssertion ? "a1" : "r1", shape: shape);

    private static Reference Only(SignedXml signed) => (Reference)signed.SignedInfo!.References[0]!;

    private static Reference SecondReference()
    {
        var reference = new Reference("#a1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        return reference;
    }

    private static TransformChain EnvelopedOnly()
    {
        var chain = new TransformChain();
        chain.Add(new XmlDsigEnvelopedSignatureTransform());
        return chain;
    }

    private static XmlDsigXPathTransform XPath()
    {
        var transform = new XmlDsigXPathTransform();
        transform.LoadInnerXml(TestIdentityProvider.Load("<XPath>not(self::Role)</XPath>").ChildNodes);
        return transform;
    }

    private static string Transformed(string algorithm) =>
        Signed.Replace("</Transforms>", $"<Transform Algorithm=\"{algorithm}\"/></Transforms>", StringComparison.Ordinal);

    private static string Laughs() =>
        "<!DOCTYPE r [<!ENTITY l0 \"ha\">" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">")) + "]>";

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
}
