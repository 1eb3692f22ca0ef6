using System.Text.RegularExpressions;
using StsEmulator.Federation.Saml;
using StsEmulator.Federation.Tests.Saml;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Sts.Tests.Operations;

public sealed partial class AssumeRoleWithSAMLTests
{
    private const string Denied = "Not authorized to perform sts:AssumeRoleWithSAML", AllActions = """["sts:AssumeRoleWithSAML","sts:TagSession","sts:SetSourceIdentity"]""";

    public static TheoryData<string> Faults => [.. NegativeTable.Cases.Keys];

    [Fact]
    public async Task The_answer_holds_the_session_and_whom_the_assertion_speaks_of()
    {
        await using var sts = await StartAsync();

        var answer = await CallAsync(sts, new SamlShape().With("SourceIdentity", "alice").With("PrincipalTag:team", "core"));

        answer.ShouldSucceed();
        Assert.Equal(
            "Issuer,AssumedRoleUser,Credentials,Audience,SubjectType,PackedPolicySize,NameQualifier,SourceIdentity,Subject",
            string.Join(',', System.Xml.Linq.XDocument.Parse(answer.Body).Root!.Elements().First().Elements().Select(element => element.Name.LocalName)));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/Admin/alice@example.com", answer.Find("Arn"));
        Assert.Equal(("https://example.com/saml", "alice", "persistent"), (answer.Find("Issuer"), answer.Find("Subject"), answer.Find("SubjectType")));
        Assert.Equal(("https://signin.aws.amazon.com/saml", "1uAJanUnBc2XeUkHURMht+xam2c="), (answer.Find("Audience"), answer.Find("NameQualifier")));
        Assert.Equal(("alice", "2027-01-15T09:01:00Z"), (answer.Find("SourceIdentity"), answer.Find("Expiration")));
    }

    [Fact]
    public async Task The_session_keeps_who_it_was_and_no_more()
    {
        await using var sts = await StartAsync();
        var answer = await CallAsync(sts, new SamlShape { MoreAttributes = SamlShape.Attribute("urn:oid:2.5.4.3", "Alice") });

        var session = (await sts.Stores.Sessions.FindAsync(AccessKeyId.Parse(answer.Credentials.AccessKeyId), TestContext.Current.CancellationToken)).Session!;

        Assert.Equal(SamlShape.ProviderArn, session.Facts!.FederatedProvider);
        Assert.Equal(["saml:namequalifier", "saml:sub", "saml:sub_type"], session.Facts.Context.Keys.Order(StringComparer.Ordinal));
        (await sts.CallAsync(answer.Credentials, "GetCallerIdentity")).ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nothing_is_issued_for_a_faulty_response(string name)
    {
        await using var sts = await StartAsync();
        var (xml, refusal) = NegativeTable.Cases[name];
        var expected = SamlError.Of(refusal, Guid.Empty);

        var answer = await sts.SendAsync(Call(SamlGiven.Encode(xml)));

        answer.ShouldBe((int)expected.Status, expected.Code, answer.Message);
        Assert.Equal(expected.Message, RequestId.Replace(answer.Message!, Guid.Empty.ToString()));
        Assert.Empty(await sts.Stores.Sessions.ListAsync(10, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml","saml:iss":"https://example.com/saml","saml:sub":"alice","saml:sub_type":"persistent"}}""", true)]
    [InlineData("""{"StringEquals":{"saml:doc":"123456789012/MySAMLIdP","saml:namequalifier":"1uAJanUnBc2XeUkHURMht+xam2c="}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"saml:eduPersonAffiliation":"member"}}""", true)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"alice@example.com","aws:FederatedProvider":"arn:aws:iam::123456789012:saml-provider/MySAMLIdP"}}""", true)]
    [InlineData("""{"StringEquals":{"saml:sub":"bob"}}""", false), InlineData("""{"StringEquals":{"saml:uid":"alice"}}""", false)]
    public async Task The_trust_policy_judges_by_the_assertion(string condition, bool isAdmitted)
    {
        await using var sts = await StartAsync(condition);

        var answer = await CallAsync(sts, new SamlShape { MoreAttributes = SamlShape.Attribute("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "staff", "member") });

        Assert.Equal(isAdmitted ? null : Denied, answer.Message);
    }

    [Theory]
    [InlineData("PrincipalTag:team", "core"), InlineData("SourceIdentity", "alice")]
    public async Task Tags_and_a_source_identity_need_their_own_permission(string attribute, string value)
    {
        await using var sts = await StartAsync(actions: "\"sts:AssumeRoleWithSAML\"");

        var answer = await CallAsync(sts, new SamlShape().With(attribute, value));

        answer.ShouldBe(403, "AccessDenied", Denied);
    }

    [Theory]
    [InlineData("1800", "", "2027-01-15T08:31:00Z"), InlineData("", "7200", "2027-01-15T09:01:00Z"), InlineData("7200", "1800", "2027-01-15T08:31:00Z")]
    [InlineData("7200", "", "2027-01-15T10:01:00Z")]
    public async Task The_shorter_of_what_is_asked_and_what_is_asserted_counts(string asked, string asserted, string expiration)
    {
        await using var sts = await StartAsync();
        var shape = asserted.Length > 0 ? new SamlShape().With("SessionDuration", asserted) : new SamlShape();

        var answer = await CallAsync(sts, shape, asked.Length > 0 ? [("DurationSeconds", asked)] : []);

        Assert.Equal(expiration, answer.Find("Expiration"));
    }

    [Fact]
    public async Task More_than_the_role_allows_is_refused_even_if_the_assertion_shortens_it()
    {
        await using var sts = await StartAsync();

        var answer = await CallAsync(sts, new SamlShape().With("SessionDuration", "900"), ("DurationSeconds", "7201"));

        answer.ShouldBe(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    [Fact]
    public async Task A_second_use_is_refused()
    {
        await using var sts = await StartAsync();
        string response = SamlGiven.Encode(SamlGiven.Signed(new SamlShape()));
        (await sts.SendAsync(Call(response))).ShouldSucceed();

        (await sts.SendAsync(Call(response))).ShouldBe(400, "InvalidIdentityToken", "SAML Assertion has already been used");
    }

    [Theory]
    [InlineData(SamlShape.ProviderArn, SamlShape.RoleArn), InlineData(SamlShape.RoleArn, SamlShape.RoleArn), InlineData(SamlShape.RoleArn, "arn:aws:iam::123456789012:saml-provider/")]
    public async Task Swapped_or_shapeless_ARNs_are_refused_before_the_response_is_looked_at(string role, string provider)
    {
        await using var sts = await StartAsync();

        (await sts.SendAsync(Call("no response", role, provider))).ShouldBe(400, "ValidationError", "Request ARN is invalid");
    }

    [Fact]
    public async Task All_failed_constraints_are_answered_together()
    {
        await using var sts = await StartAsync();

        var answer = await sts.SendAsync(Call("PHgvPg==", "", ""));

        Assert.Equal("ValidationError", answer.Code);
        Assert.Matches("^4 validation errors detected: .*'roleArn'.*'roleArn'.*'principalArn'.*'principalArn'", answer.Message!);
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/Missing"), InlineData("arn:aws:iam::111122223333:role/Open"), InlineData("arn:aws:iam::123456789012:role/AWSReservedSSO_Admin")]
    public async Task A_role_that_is_missing_of_another_account_or_reserved_is_answered_as_one_that_refuses(string role)
    {
        await using var sts = await StartAsync();
        var shape = new SamlShape { Role = SamlShape.Attribute(SamlShape.Prefix + "Role", $"{role},{SamlShape.ProviderArn}") };

        (await sts.SendAsync(Call(SamlGiven.Encode(SamlGiven.Signed(shape)), role))).ShouldBe(403, "AccessDenied", Denied);
    }

    private static StsCall Call(string response, string role = SamlShape.RoleArn, string provider = SamlShape.ProviderArn, params (string, string)[] more) =>
        StsCall.Of("AssumeRoleWithSAML", [("RoleArn", role), ("PrincipalArn", provider), ("SAMLAssertion", response), .. more]);

    private static Task<StsAnswer> CallAsync(StsFixture sts, SamlShape shape, params (string, string)[] more) =>
        sts.SendAsync(Call(SamlGiven.Encode(SamlGiven.Signed(shape)), more: more));

    private static async Task<StsFixture> StartAsync(string condition = "{}", string actions = AllActions)
    {
        const string principal = $$"""{"Federated":"{{SamlShape.ProviderArn}}"}""";
        var sts = await StsFixture.StartAsync(
            new Account { AccountId = SamlGiven.AccountId }, SamlGiven.Provider,
            Given.Role(SamlGiven.AccountId, "Admin", "AROA2ZQFEXAMPLE3ADMIN", principal, actions, condition) with { MaxSessionDuration = 7200 },
            Given.Role(SamlGiven.AccountId, "AWSReservedSSO_Admin", "AROA2ZQFEXAMPLE3RESRV", principal, actions));
        sts.Time.SetUtcNow(new DateTimeOffset(2027, 1, 15, 8, 1, 0, TimeSpan.Zero));
        return sts;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")]
    private static partial Regex RequestId { get; }
}
