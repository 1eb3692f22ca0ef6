namespace StsEmulator.Federation.Tests.Saml;

/// <summary>The text of a response, to be changed one thing at a time; nothing of it is signed yet.</summary>
internal sealed record SamlShape
{
    public const string RoleArn = "arn:aws:iam::123456789012:role/Admin", ProviderArn = "arn:aws:iam::123456789012:saml-provider/MySAMLIdP";

    public const string Prefix = "https://aws.amazon.com/SAML/Attributes/", Issued = "2027-01-15T08:00:00Z", End = "2027-01-15T08:05:00Z";

    public string Issuer { get; init; } = "https://example.com/saml";

    public string ResponseIssuer { get; init; } = "<saml:Issuer>https://example.com/saml</saml:Issuer>";

    public string Status { get; init; } = """<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>""";

    public string AssertionId { get; init; } = "a1";

    public string IssueInstant { get; init; } = Issued;

    public string NameId { get; init; } = """<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">alice</saml:NameID>""";

    public string Method { get; init; } = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    public string ConfirmationData { get; init; } = $"""Recipient="https://signin.aws.amazon.com/saml" NotOnOrAfter="{End}" """;

    public string Conditions { get; init; } =
        $"""<saml:Conditions NotBefore="{Issued}" NotOnOrAfter="{End}"><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction></saml:Conditions>""";

    public string AuthnStatement { get; init; } = "";

    public string Role { get; init; } = Attribute(Prefix + "Role", $"{RoleArn},{ProviderArn}");

    public string SessionName { get; init; } = Attribute(Prefix + "RoleSessionName", "alice@example.com");

    public string MoreAttributes { get; init; } = "";

    public string Subject => $"""<saml:Subject>{NameId}<saml:SubjectConfirmation Method="{Method}"><saml:SubjectConfirmationData {ConfirmationData}/></saml:SubjectConfirmation></saml:Subject>""";

    public string Assertion =>
        $"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{AssertionId}" Version="2.0" IssueInstant="{IssueInstant}"><saml:Issuer>{Issuer}</saml:Issuer>{Subject}{Conditions}{AuthnStatement}<saml:AttributeStatement>{Role}{SessionName}{MoreAttributes}</saml:AttributeStatement></saml:Assertion>""";

    public static string Attribute(string name, params string[] values) =>
        $"""<saml:Attribute Name="{name}">{string.Concat(values.Select(value => $"<saml:AttributeValue>{value}</saml:AttributeValue>"))}</saml:Attribute>""";

    public SamlShape With(string attribute, params string[] values) => this with { MoreAttributes = MoreAttributes + Attribute(Prefix + attribute, values) };

    public string Response(string content, string extensions = "") =>
        $"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r1" Version="2.0" IssueInstant="{IssueInstant}">{ResponseIssuer}{extensions}{Status}{content}</samlp:Response>""";
}
