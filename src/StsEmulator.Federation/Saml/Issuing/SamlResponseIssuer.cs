using System.Globalization;
using System.Text;
using System.Xml;
using StsEmulator.Federation.Saml.Assertions;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>
/// Makes signed responses: first the assertion is signed, then the response around it (RSA with SHA-256, exclusive canonicalisation), so
/// that receivers who look at either find what they want.
/// </summary>
public sealed class SamlResponseIssuer(IRandomSource random)
{
    private const string AuthenticationContext = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
        BasicNameFormat = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";

    /// <summary>Makes a response, as the base64 that a form posts and <c>SAMLAssertion</c> takes.</summary>
    /// <param name="now">The emulator's clock.</param>
    public string Issue(SamlLogin login, SamlSigningCredential credential, DateTimeOffset now)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var writer = document.CreateNavigator()!.AppendChild())
            WriteResponse(writer, login, now);
        var response = document.DocumentElement!;
        EnvelopedSigner.Sign(response.Only("Assertion", SamlNames.Assertion)!, credential);
        EnvelopedSigner.Sign(response, credential);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(document.OuterXml));
    }

    private void WriteResponse(XmlWriter writer, SamlLogin login, DateTimeOffset now)
    {
        writer.WriteStartElement("samlp", "Response", SamlNames.Protocol);
        WriteHead(writer, now);
        writer.WriteAttributeString("Destination", login.Recipient);
        if (login.InResponseTo is not null)
            writer.WriteAttributeString("InResponseTo", login.InResponseTo);
        Element(writer, "Issuer", login.Issuer);
        writer.WriteStartElement("Status", SamlNames.Protocol);
        writer.WriteStartElement("StatusCode", SamlNames.Protocol);
        writer.WriteAttributeString("Value", SamlNames.Success);
        writer.WriteEndElement();
        writer.WriteEndElement();
        WriteAssertion(writer, login, now);
        writer.WriteEndElement();
    }

    private void WriteAssertion(XmlWriter writer, SamlLogin login, DateTimeOffset now)
    {
        string end = SamlTime.Write(now + login.Lifetime);
        writer.WriteStartElement("saml", "Assertion", SamlNames.Assertion);
        string id = WriteHead(writer, now);
        Element(writer, "Issuer", login.Issuer);

        Start(writer, "Subject");
        Start(writer, "NameID");
        writer.WriteAttributeString("Format", login.NameIdFormat);
        writer.WriteString(login.NameId);
        writer.WriteEndElement();
        Start(writer, "SubjectConfirmation");
        writer.WriteAttributeString("Method", SamlNames.Bearer);
        Start(writer, "SubjectConfirmationData");
        writer.WriteAttributeString("NotOnOrAfter", end);
        writer.WriteAttributeString("Recipient", login.Recipient);
        if (login.InResponseTo is not null)
            writer.WriteAttributeString("InResponseTo", login.InResponseTo);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();

        Start(writer, "Conditions");
        writer.WriteAttributeString("NotBefore", SamlTime.Write(now));
        writer.WriteAttributeString("NotOnOrAfter", end);
        Start(writer, "AudienceRestriction");
        Element(writer, "Audience", login.Audience);
        writer.WriteEndElement();
        writer.WriteEndElement();

        Start(writer, "AuthnStatement");
        writer.WriteAttributeString("AuthnInstant", SamlTime.Write(now));
        writer.WriteAttributeString("SessionIndex", id);
        if (login.SessionNotOnOrAfter is { } sessionEnd)
            writer.WriteAttributeString("SessionNotOnOrAfter", SamlTime.Write(sessionEnd));
        Start(writer, "AuthnContext");
        Element(writer, "AuthnContextClassRef", AuthenticationContext);
        writer.WriteEndElement();
        writer.WriteEndElement();

        WriteAttributes(writer, login);
        writer.WriteEndElement();
    }

    private static void WriteAttributes(XmlWriter writer, SamlLogin login)
    {
        Start(writer, "AttributeStatement");
        Attribute(writer, "Role", [.. login.Roles.Select(pair => $"{pair.RoleArn},{pair.ProviderArn}")]);
        Attribute(writer, "RoleSessionName", login.RoleSessionName);
        if (login.SessionDuration is { } duration)
            Attribute(writer, "SessionDuration", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        foreach (var tag in login.Tags)
            Attribute(writer, SessionAttributes.TagPrefix + tag.Key, tag.Value);
        if (login.TransitiveTagKeys.Count > 0)
            Attribute(writer, "TransitiveTagKeys", [.. login.TransitiveTagKeys]);
        if (login.SourceIdentity is { } sourceIdentity)
            Attribute(writer, "SourceIdentity", sourceIdentity);
        writer.WriteEndElement();
    }

    /// <summary>The attributes that responses and assertions begin with; gives the ID, 128 random bits (SAML 2.0 core, section 1.3.4).</summary>
    private string WriteHead(XmlWriter writer, DateTimeOffset now)
    {
        Span<byte> octets = stackalloc byte[16];
        random.Fill(octets);
        // An ID is an XML name, and a name begins with no digit.
        string id = "_" + Convert.ToHexStringLower(octets);
        writer.WriteAttributeString("ID", id);
        writer.WriteAttributeString("Version", "2.0");
        writer.WriteAttributeString("IssueInstant", SamlTime.Write(now));
        return id;
    }

    private static void Start(XmlWriter writer, string name) => writer.WriteStartElement("saml", name, SamlNames.Assertion);

    private static void Element(XmlWriter writer, string name, string text)
    {
        Start(writer, name);
        writer.WriteString(text);
        writer.WriteEndElement();
    }

    private static void Attribute(XmlWriter writer, string name, params string[] values)
    {
        Start(writer, "Attribute");
        writer.WriteAttributeString("Name", SamlNames.Attributes + name);
        writer.WriteAttributeString("NameFormat", BasicNameFormat);
        foreach (string value in values)
            Element(writer, "AttributeValue", value);
        writer.WriteEndElement();
    }
}
