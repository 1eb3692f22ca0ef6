using System.Security.Cryptography;
using StsEmulator.Federation.Saml;

namespace StsEmulator.Federation.Tests.Saml;

/// <summary>Responses in the shapes of known products, signed by xmlsec1.</summary>
public sealed class OutsideSignerTests : IDisposable
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#", Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#", Xenc = "http://www.w3.org/2001/04/xmlenc#";

    private readonly XmlSecurityTool tool = new();

    [Theory]
    [InlineData("rsa", More + "rsa-sha256", Xenc + "sha256"), InlineData("rsa", More + "rsa-sha384", More + "sha384"), InlineData("rsa", More + "rsa-sha512", Xenc + "sha512")]
    [InlineData("p256", More + "ecdsa-sha256", Xenc + "sha256"), InlineData("p384", More + "ecdsa-sha384", More + "sha384"), InlineData("p521", More + "ecdsa-sha512", Xenc + "sha512")]
    public async Task Its_signature_of_every_algorithm_is_accepted(string key, string algorithm, string digest)
    {
        var shape = new SamlShape();

        string assertionSigned = await SignAsync(shape.Response(Templated(shape.Assertion, "a1", algorithm, digest)), "Assertion", key);
        string responseSigned = await SignAsync(Templated(shape.Response(shape.Assertion), "r1", algorithm, digest), "Response", key);

        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(assertionSigned)).Subject);
        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(responseSigned)).Subject);
        Assert.Equal(SamlRefusalKind.SignatureInvalid, await new SamlGiven().RefuseAsync(assertionSigned.Replace(">alice<", ">Alice<", StringComparison.Ordinal)));
        Assert.Equal(SamlRefusalKind.SignatureInvalid, await new SamlGiven().RefuseAsync(responseSigned.Replace(">alice<", ">Alice<", StringComparison.Ordinal)));
    }

    /// <summary>White space, tabs and character references in attributes and text, comments, CDATA, prefixes declared far above, default namespaces.</summary>
    [Theory]
    [InlineData(""), InlineData("""<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/>""")]
    [InlineData("""<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="#default xs unused saml"/>""")]
    public async Task Its_canonical_form_is_ours(string inclusive)
    {
        var shape = new SamlShape
        {
            MoreAttributes = "\n\t" + """
                <saml:Attribute FriendlyName="a	raw&#9;tab&#10;line&#13;return &quot;q&quot; 'a' &lt;&amp;>" Name="x"  NameFormat='urn:x'><saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"><![CDATA[<c>&]]> é 😀 &#13;&gt;</saml:AttributeValue></saml:Attribute>
                <!-- a comment --><?pi  data ?><Foreign xmlns="urn:f" xmlns:b="urn:b" b:z="1" a="2"><inner xmlns=""/><xs:deep xml:lang="de"/></Foreign>
                """,
        };
        string response = shape.Response(Templated(shape.Assertion, "a1", More + "rsa-sha256", Xenc + "sha256", inclusive))
            .Replace("<samlp:Response ", "<samlp:Response xmlns=\"urn:default\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:unused=\"urn:unused\" xml:lang=\"en\" ", StringComparison.Ordinal)
            .Replace("<saml:Subject>", "\r\n  <saml:Subject>", StringComparison.Ordinal);

        string signed = await SignAsync(response, "Assertion", "rsa");

        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(signed)).Subject);
    }

    [Fact]
    public async Task A_reference_by_ID_leaves_comments_out_even_with_the_transform_that_keeps_them()
    {
        var shape = new SamlShape { NameId = "<saml:NameID>ali<!-- -->ce</saml:NameID>" };
        string template = Templated(shape.Assertion, "a1", More + "rsa-sha256", Xenc + "sha256").Replace("<ds:Transform Algorithm=\"" + Exclusive, "<ds:Transform Algorithm=\"" + Exclusive + "WithComments", StringComparison.Ordinal);

        string signed = await SignAsync(shape.Response(template), "Assertion", "rsa");

        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(signed)).Subject);
        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(signed.Replace("<!-- -->", "", StringComparison.Ordinal))).Subject);
    }

    /// <summary>Okta: default prefixes saml2 and saml2p, PrefixList xs, both signed. Entra and AD FS: no prefix on the assertion. Keycloak: all prefixes on the root.</summary>
    [Theory]
    [InlineData("okta"), InlineData("entra"), InlineData("keycloak")]
    public async Task The_shapes_of_known_products_are_accepted(string product)
    {
        var shape = new SamlShape { AuthnStatement = """<saml:AuthnStatement AuthnInstant="2027-01-15T08:00:00Z" SessionIndex="s"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>""" };
        const string sha256 = Xenc + "sha256", rsa = More + "rsa-sha256", xs = """<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/>""";
        string assertion = Templated(shape.Assertion, "a1", rsa, sha256, product == "okta" ? xs : "");
        string response = product switch
        {
            "okta" => shape.Response(assertion).Replace("saml:", "saml2:", StringComparison.Ordinal).Replace("xmlns:saml=", "xmlns:saml2=", StringComparison.Ordinal)
                .Replace("<saml2:Assertion ", "<saml2:Assertion xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ", StringComparison.Ordinal),
            "entra" => shape.Response(assertion.Replace("xmlns:saml=", "xmlns=", StringComparison.Ordinal).Replace("<saml:", "<", StringComparison.Ordinal).Replace("</saml:", "</", StringComparison.Ordinal)),
            _ => shape.Response(assertion.Replace(" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"", "", StringComparison.Ordinal)),
        };

        string signed = await SignAsync(response, "Assertion", "rsa");
        if (product == "okta")
            signed = await SignAsync(Templated(signed, "r1", rsa, sha256).Replace("Version=\"2.0\" encoding", "Version=\"1.0\" encoding", StringComparison.Ordinal), "Response", "rsa");

        Assert.Equal("alice", (await new SamlGiven().AcceptAsync(signed)).Subject);
    }

    public void Dispose() => tool.Dispose();

    private async Task<string> SignAsync(string template, string element, string key)
    {
        AsymmetricAlgorithm signing = key switch
        {
            "rsa" => TestIdentityProvider.Key,
            "p256" => TestIdentityProvider.Curve256,
            "p384" => TestIdentityProvider.Curve384,
            _ => TestIdentityProvider.Curve521,
        };
        string ns = element == "Response" ? "urn:oasis:names:tc:SAML:2.0:protocol" : "urn:oasis:names:tc:SAML:2.0:assertion";
        string signature = element == "Response" ? "/*/*[local-name()='Signature']" : "//*[local-name()='Assertion']/*[local-name()='Signature']";
        return await tool.RunAsync(
            "--sign", "--privkey-pem", tool.Write("key.pem", signing.ExportPkcs8PrivateKeyPem()), "--id-attr:ID", $"{ns}:{element}", "--node-xpath", signature,
            tool.Write("template.xml", template));
    }

    /// <summary>Puts an empty signature behind the issuer of an element.</summary>
    private static string Templated(string xml, string id, string algorithm, string digest, string inclusive = "")
    {
        int issuer = xml.IndexOf("Issuer>", xml.IndexOf("Issuer>", StringComparison.Ordinal) + 1, StringComparison.Ordinal) + "Issuer>".Length;
        return xml.Insert(issuer, $"""
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{Exclusive}"/><ds:SignatureMethod Algorithm="{algorithm}"/>
            <ds:Reference URI="#{id}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="{Exclusive}">{inclusive}</ds:Transform></ds:Transforms>
            <ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/></ds:Signature>
            """);
    }
}
