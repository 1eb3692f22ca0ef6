using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Tests.Saml;

public sealed class SamlValidatorTests
{
    private const string Oid = "urn:oid:1.3.6.1.4.1.5923.1.1.1.1";

    private readonly SamlGiven given = new();

    [Fact]
    public async Task A_signed_assertion_says_who_and_what()
    {
        var shape = new SamlShape().With("PrincipalTag:team", "core").With("TransitiveTagKeys", "team").With("SourceIdentity", "alice").With("SessionDuration", "1800");

        var identity = await given.AcceptAsync(SamlGiven.Signed(shape));

        Assert.Equal(("https://example.com/saml", "alice", "persistent"), (identity.Issuer, identity.Subject, identity.SubjectType));
        Assert.Equal("https://signin.aws.amazon.com/saml", identity.Recipient);
        Assert.Equal("1uAJanUnBc2XeUkHURMht+xam2c=", identity.NameQualifier);
        Assert.Equal(("alice@example.com", "alice", TimeSpan.FromMinutes(30)), (identity.RoleSessionName, identity.SourceIdentity, identity.LongestSession));
        Assert.Equal([new Tag("team", "core")], identity.Tags);
        Assert.Equal(["team"], identity.TransitiveTagKeys);
        Assert.Equal(["saml:namequalifier", "saml:sub", "saml:sub_type"], identity.SessionContext.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_condition_keys_are_those_of_the_reference_and_of_directories()
    {
        var shape = new SamlShape { MoreAttributes = SamlShape.Attribute(Oid, "staff", "member") + SamlShape.Attribute("urn:oid:2.5.4.3", "Alice") + SamlShape.Attribute("department", "x") };

        var keys = (await given.AcceptAsync(SamlGiven.Signed(shape))).ConditionKeys;

        Assert.Equal("saml:aud,saml:cn,saml:commonName,saml:doc,saml:eduPersonAffiliation,saml:iss,saml:namequalifier,saml:sub,saml:sub_type", string.Join(',', keys.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(["staff", "member"], keys["saml:eduPersonAffiliation"]);
        Assert.Equal(["123456789012/MySAMLIdP"], keys["saml:doc"]);
        Assert.Equal(["https://signin.aws.amazon.com/saml"], keys["saml:aud"]);
    }

    [Fact]
    public async Task A_signed_response_needs_no_signed_assertion()
    {
        var shape = new SamlShape();

        var identity = await given.AcceptAsync(TestIdentityProvider.Sign(shape.Response(shape.Assertion), "r1"));

        Assert.Equal("alice", identity.Subject);
    }

    [Fact]
    public async Task Both_may_be_signed_and_then_both_must_be_sound()
    {
        var shape = new SamlShape();
        string good = TestIdentityProvider.Sign(SamlGiven.Signed(shape), "r1");
        string bad = TestIdentityProvider.Sign(TestIdentityProvider.Sign(shape.Response(shape.Assertion), key: TestIdentityProvider.OtherKey), "r1");

        Assert.Equal(SamlRefusalKind.SignatureInvalid, await given.RefuseAsync(bad));
        Assert.Equal("alice", (await given.AcceptAsync(good)).Subject);
    }

    [Theory]
    [InlineData("urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "transient")]
    [InlineData("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")]
    [InlineData("", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")]
    public async Task The_subject_type_is_the_format_without_the_prefix_of_SAML_2(string format, string type)
    {
        var shape = new SamlShape { NameId = $"""<saml:NameID Format="{format}">alice</saml:NameID>""" };

        Assert.Equal(type, (await given.AcceptAsync(SamlGiven.Signed(shape))).SubjectType);
    }

    [Theory]
    [InlineData("https://signin.aws.amazon.com/saml", true), InlineData("https://eu-west-1.signin.aws.amazon.com/saml", true)]
    [InlineData("https://signin.aws.amazon.com/static/saml", true), InlineData("https://us-gov-west-1.signin.amazonaws-us-gov.com/saml", true)]
    [InlineData("https://signin.amazonaws.cn/saml", true), InlineData("http://127.0.0.1:4592/saml", true), InlineData("http://localhost/saml", true)]
    [InlineData("https://[::1]:4592/saml", true), InlineData("https://sts.example/saml", true)]
    [InlineData("https://signin.aws.amazon.com/saml/", false), InlineData("http://signin.aws.amazon.com/saml", false)]
    [InlineData("https://signin.aws.amazon.com.evil.example/saml", false), InlineData("https://evil.example/saml", false)]
    [InlineData("http://127.0.0.1:4592/other", false), InlineData("http://localhost@evil.example/saml", false), InlineData("https://sts.example/SAML", false)]
    public async Task The_recipient_is_a_sign_in_address(string recipient, bool isAccepted)
    {
        var own = new SamlGiven(rules: SamlRules.Default with { Recipients = ["https://sts.example/saml"] });
        var shape = new SamlShape { ConfirmationData = $"""Recipient="{recipient}" NotOnOrAfter="{SamlShape.End}" """ };

        var result = await own.ValidateAsync(SamlGiven.Encode(SamlGiven.Signed(shape)));

        Assert.Equal((isAccepted, isAccepted ? default : SamlRefusalKind.NoSubjectConfirmation), (result.IsValid, result.Refusal));
    }

    [Theory]
    [InlineData("2027-01-15T08:05:00Z", "2027-01-15T08:09:00Z", null), InlineData("2027-01-15T08:05:00.001Z", "2027-01-15T08:09:00Z", SamlRefusalKind.TooOld)]
    [InlineData("2027-01-15T08:03:59.999Z", "2027-01-15T08:04:00Z", null), InlineData("2027-01-15T08:04:00Z", "2027-01-15T08:04:00Z", SamlRefusalKind.Expired)]
    [InlineData("2027-01-15T07:59:00Z", "2027-01-15T08:09:00Z", null), InlineData("2027-01-15T07:58:59.999Z", "2027-01-15T08:09:00Z", SamlRefusalKind.NotYetValid)]
    public async Task Its_times_are_judged_by_the_emulators_clock(string now, string end, SamlRefusalKind? refusal)
    {
        var at = new SamlGiven(now: now);
        var shape = new SamlShape { ConfirmationData = $"""Recipient="https://signin.aws.amazon.com/saml" NotOnOrAfter="{end}" """, Conditions = new SamlShape().Conditions.Replace(SamlShape.End, "2027-01-15T09:00:00Z", StringComparison.Ordinal) };

        var result = await at.ValidateAsync(SamlGiven.Encode(SamlGiven.Signed(shape)));

        Assert.Equal(refusal, result.IsValid ? null : result.Refusal);
    }

    [Fact]
    public async Task The_session_ends_with_the_one_at_the_provider()
    {
        var shape = new SamlShape { AuthnStatement = """<saml:AuthnStatement SessionNotOnOrAfter="2027-01-15T08:21:00Z"/>""" }.With("SessionDuration", "7200");

        Assert.Equal(TimeSpan.FromMinutes(20), (await given.AcceptAsync(SamlGiven.Signed(shape))).LongestSession);
    }

    [Fact]
    public async Task An_assertion_is_taken_once_for_a_role()
    {
        var shape = new SamlShape { Role = SamlShape.Attribute(SamlShape.Prefix + "Role", $"{SamlShape.RoleArn},{SamlShape.ProviderArn}", $"{SamlShape.ProviderArn} , arn:aws:iam::123456789012:role/Other") };
        string xml = SamlGiven.Signed(shape);
        await given.AcceptAsync(xml);

        Assert.Equal(SamlRefusalKind.Replayed, await given.RefuseAsync(xml));
        Assert.True((await given.ValidateAsync(SamlGiven.Encode(xml), "arn:aws:iam::123456789012:role/Other")).IsValid);
    }

    [Fact]
    public async Task An_assertion_for_one_use_is_taken_once_for_all_roles()
    {
        var shape = new SamlShape { Role = SamlShape.Attribute(SamlShape.Prefix + "Role", $"{SamlShape.RoleArn},{SamlShape.ProviderArn}", $"arn:aws:iam::123456789012:role/Other,{SamlShape.ProviderArn}"), Conditions = new SamlShape().Conditions.Replace("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>", StringComparison.Ordinal) };
        string xml = SamlGiven.Signed(shape);
        await given.AcceptAsync(xml);

        Assert.Equal(SamlRefusalKind.Replayed, (await given.ValidateAsync(SamlGiven.Encode(xml), "arn:aws:iam::123456789012:role/Other")).Refusal);
    }

    [Fact]
    public async Task A_refused_assertion_is_not_used_up()
    {
        string xml = SamlGiven.Signed(new SamlShape());
        await given.ValidateAsync(SamlGiven.Encode(xml), "arn:aws:iam::123456789012:role/Other");

        Assert.Equal("alice", (await given.AcceptAsync(xml)).Subject);
    }

    [Theory]
    [InlineData(100_000, true), InlineData(100_001, false)]
    public async Task A_response_has_at_most_a_hundred_thousand_characters(int length, bool isAccepted)
    {
        string encoded = SamlGiven.Encode(SamlGiven.Signed(new SamlShape()));

        var result = await given.ValidateAsync(encoded.PadRight(length, '\n'));

        Assert.Equal((isAccepted, isAccepted ? default : SamlRefusalKind.NotBase64), (result.IsValid, result.Refusal));
    }

    [Fact]
    public async Task A_provider_whose_metadata_cannot_be_read_vouches_for_nobody()
    {
        var broken = new SamlGiven(SamlGiven.Provider with { SamlMetadataDocument = "<xml/>" });

        Assert.Equal(SamlRefusalKind.IncorrectIssuer, await broken.RefuseAsync(SamlGiven.Signed(new SamlShape())));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:saml-provider/Other"), InlineData("arn:aws-cn:iam::123456789012:saml-provider/MySAMLIdP")]
    public async Task A_provider_is_found_by_its_whole_name(string provider) =>
        Assert.Equal(SamlRefusalKind.UnknownProvider, (await given.ValidateAsync(SamlGiven.Encode(SamlGiven.Signed(new SamlShape())), provider: provider)).Refusal);
}
