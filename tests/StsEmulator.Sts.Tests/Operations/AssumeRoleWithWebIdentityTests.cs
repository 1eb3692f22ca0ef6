using StsEmulator.Federation.Tests;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Sts.Tests.Operations;

/// <summary>AssumeRoleWithWebIdentity through the endpoint, without a signature.</summary>
public sealed class AssumeRoleWithWebIdentityTests
{
    private const string Denied = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

    private const string TagsClaim = ""","https://aws.amazon.com/tags":{"principal_tags":{"team":["core"]},"transitive_tag_keys":["team"]}""",
        SourceIdentityClaim = ""","https://aws.amazon.com/source_identity":"Diego" """;

    [Fact]
    public async Task The_answer_holds_the_session_and_whom_the_token_speaks_of_in_wire_order()
    {
        var account = new WebIdentityAccount();

        var (status, body) = await account.CallAsync();

        var result = body.Elements().First();
        Assert.Equal(200, status);
        Assert.Equal("AssumeRoleWithWebIdentityResult", result.Name.LocalName);
        Assert.Equal(
            ["Audience", "AssumedRoleUser", "Provider", "Credentials", "SubjectFromWebIdentityToken"], result.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("app", WebIdentityAccount.Text(body, "Audience"));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/deploy/run-1", WebIdentityAccount.Text(body, "Arn"));
        Assert.Equal("AROA2ZQFEXAMPLE3DEPLO:run-1", WebIdentityAccount.Text(body, "AssumedRoleId"));
        Assert.Equal(WebIdentityAccount.Provider, WebIdentityAccount.Text(body, "Provider"));
        Assert.Equal("repo:octo/app", WebIdentityAccount.Text(body, "SubjectFromWebIdentityToken"));
        Assert.StartsWith("ASIA", WebIdentityAccount.Text(body, "AccessKeyId"), StringComparison.Ordinal);
        Assert.Equal("2027-01-15T09:00:00Z", WebIdentityAccount.Text(body, "Expiration"));
    }

    [Fact]
    public async Task The_session_keeps_provider_audience_and_subject()
    {
        var account = new WebIdentityAccount();

        var (_, body) = await account.CallAsync(("WebIdentityToken", WebIdentityAccount.Token(""","amr":["pwd","mfa"],"azp":"app" """)));

        var facts = (await account.SessionAsync(body)).Facts!;
        Assert.Equal(WebIdentityAccount.Provider, facts.FederatedProvider);
        Assert.Equal(
            [("issuer.example/tenant:amr", "pwd mfa"), ("issuer.example/tenant:aud", "app"), ("issuer.example/tenant:sub", "repo:octo/app")],
            facts.Context.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, string.Join(' ', entry.Value))));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"issuer.example/tenant:aud":"app","ISSUER.example/tenant:sub":"repo:octo/app"}}""", true)]
    [InlineData("""{"StringLike":{"issuer.example/tenant:sub":"repo:octo/*"}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"issuer.example/tenant:amr":"mfa"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:FederatedProvider":"arn:aws:iam::123456789012:oidc-provider/issuer.example/tenant"}}""", true)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"run-1"}}""", true)]
    [InlineData("""{"StringEquals":{"issuer.example/tenant:sub":"repo:octo/other"}}""", false)]
    [InlineData("""{"StringEquals":{"issuer.example:sub":"repo:octo/app"}}""", false)]
    [InlineData("""{"StringEquals":{"issuer.example/tenant:email":"a@b.example"}}""", false)]
    [InlineData("""{"Null":{"aws:PrincipalArn":"false"}}""", false)]
    public async Task The_trust_policy_judges_by_the_claims(string condition, bool isAdmitted)
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust(condition: condition));

        var (status, body) = await account.CallAsync(("WebIdentityToken", WebIdentityAccount.Token(""","amr":["pwd","mfa"],"email":"a@b.example" """)));

        Assert.Equal(isAdmitted ? 200 : 403, status);
        Assert.Equal(isAdmitted ? null : Denied, WebIdentityAccount.Text(body, "Message"));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:oidc-provider/issuer.example"), InlineData("arn:aws:iam::210987654321:oidc-provider/issuer.example/tenant")]
    [InlineData("accounts.google.com")]
    public async Task A_trust_in_another_provider_does_not_admit(string provider)
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust(provider: provider));

        Assert.Equal((403, "AccessDenied", Denied), await account.RefusedAsync());
    }

    [Theory]
    [InlineData("accounts.google.com", "https://accounts.google.com", true), InlineData("cognito-identity.amazonaws.com", "https://cognito-identity.amazonaws.com", true)]
    [InlineData("arn:aws:iam::123456789012:oidc-provider/accounts.google.com", "https://accounts.google.com", true)]
    [InlineData("cognito-identity.amazonaws.com", "https://accounts.google.com", false), InlineData("accounts.google.com.", "https://accounts.google.com", false)]
    [InlineData("www.amazon.com", "https://www.amazon.com", false), InlineData("graph.facebook.com", "https://graph.facebook.com", false)]
    [InlineData("issuer.example/tenant", TestIssuer.Url, false)]
    public async Task Two_well_known_providers_may_be_named_by_their_host(string named, string issuer, bool isAdmitted)
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust(provider: named), issuer);

        var (status, body) = await account.CallAsync(("WebIdentityToken", WebIdentityAccount.Token(issuer: issuer)));

        Assert.Equal(isAdmitted ? 200 : 403, status);
        Assert.Equal(isAdmitted ? null : Denied, WebIdentityAccount.Text(body, "Message"));
        Assert.Equal(isAdmitted ? $"arn:aws:iam::123456789012:oidc-provider/{issuer[8..]}" : null, WebIdentityAccount.Text(body, "Provider"));
    }

    [Theory]
    [InlineData("accounts.google.com"), InlineData("cognito-identity.amazonaws.com")]
    public async Task A_well_known_provider_is_nobody_until_it_is_registered(string host)
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust(provider: host));

        var refused = await account.RefusedAsync(("WebIdentityToken", WebIdentityAccount.Token(issuer: "https://" + host)));

        Assert.Equal((400, "InvalidIdentityToken", $"No OpenIDConnect provider found in your account for https://{host}"), refused);
        Assert.Empty(await account.SessionsAsync());
    }

    [Fact]
    public async Task A_trust_in_another_operation_does_not_admit()
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust("\"sts:TagSession\""));

        Assert.Equal((403, "AccessDenied", Denied), await account.RefusedAsync());
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/ci/missing"), InlineData("arn:aws:iam::123456789012:role/deploy"), InlineData("arn:aws-cn:iam::123456789012:role/ci/deploy")]
    public async Task A_missing_role_is_answered_as_one_that_refuses(string roleArn)
    {
        var account = new WebIdentityAccount();

        Assert.Equal((403, "AccessDenied", Denied), await account.RefusedAsync(("RoleArn", roleArn)));
    }

    [Theory]
    [InlineData("arn:aws:iam::210987654321:role/deploy"), InlineData("arn:aws:iam::999999999999:role/deploy")]
    public async Task A_provider_serves_the_roles_of_its_own_account_only(string roleArn)
    {
        var account = new WebIdentityAccount();

        var refused = await account.RefusedAsync(("RoleArn", roleArn));

        Assert.Equal((400, "InvalidIdentityToken", "No OpenIDConnect provider found in your account for https://issuer.example/tenant"), refused);
    }

    [Theory]
    [InlineData("nothing-valid-in-here-at-all"), InlineData("arn:aws:iam::123456789012:policy/deploy-policy"), InlineData(WebIdentityAccount.Provider)]
    [InlineData("arn:aws:sts::123456789012:role/deploy"), InlineData("arn:aws:iam:us-east-1:123456789012:role/deploy"), InlineData("arn:aws:iam::12345678901:role/deploy")]
    [InlineData("arn:aws:iam::123456789012:role/"), InlineData("arn:aws:iam::123456789012:rolex"), InlineData("arn:aws:iam::123456789012:role/deploy/")]
    public async Task What_is_no_role_ARN_is_refused_before_the_token_is_looked_at(string roleArn)
    {
        var account = new WebIdentityAccount();

        var refused = await account.RefusedAsync(("RoleArn", roleArn), ("WebIdentityToken", "no token"));

        Assert.Equal((400, "ValidationError", "Request ARN is invalid"), refused);
    }

    [Fact]
    public async Task All_failed_constraints_are_answered_together_and_the_token_is_not_shown()
    {
        var account = new WebIdentityAccount();

        var refused = await account.RefusedAsync(("RoleArn", null), ("RoleSessionName", "r"), ("WebIdentityToken", new string('t', 20_001)));

        Assert.Equal(
            (400, "ValidationError", "3 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; "
            + "Value 'r' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; "
            + "Value '***' at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000"), refused);
    }

    [Theory]
    [InlineData("abc", "***", "4"), InlineData("", "***", "4")]
    public async Task A_token_has_at_least_four_characters(string token, string shown, string minimum)
    {
        var account = new WebIdentityAccount();

        var (status, code, message) = await account.RefusedAsync(("WebIdentityToken", token));

        Assert.Equal((400, "ValidationError"), (status, code));
        Assert.Contains($"Value '{shown}' at 'webIdentityToken'", message, StringComparison.Ordinal);
        Assert.EndsWith($"greater than or equal to {minimum}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newline_of_a_token_file_is_no_fault()
    {
        var account = new WebIdentityAccount();

        var (status, _) = await account.CallAsync(("WebIdentityToken", WebIdentityAccount.Token() + "\n"));

        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("www.amazon.com"), InlineData("accounts.google.com")]
    public async Task A_provider_id_is_refused(string providerId)
    {
        var account = new WebIdentityAccount();

        var (status, code, _) = await account.RefusedAsync(("ProviderId", providerId));

        Assert.Equal((400, "ValidationError"), (status, code));
    }

    [Fact]
    public async Task An_expired_token_has_a_code_of_its_own()
    {
        var account = new WebIdentityAccount();

        var refused = await account.RefusedAsync(("WebIdentityToken", WebIdentityAccount.Token(lifetime: 0)));

        Assert.Equal(
            (400, "ExpiredTokenException", "Token expired: current date/time 1800000000 must be before the expiration date/time 1800000000"), refused);
    }

    [Theory]
    [InlineData("7200", 200), InlineData("7201", 400), InlineData("900", 200), InlineData("899", 400)]
    public async Task The_duration_is_bounded_by_the_role(string seconds, int expected)
    {
        var account = new WebIdentityAccount();

        var (status, _) = await account.CallAsync(("DurationSeconds", seconds));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Tags_and_source_identity_of_the_token_go_into_the_session()
    {
        var account = new WebIdentityAccount(WebIdentityAccount.Trust(
            "\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\",\"sts:SetSourceIdentity\"", """{"StringEqualsIfExists":{"aws:RequestTag/team":"core","sts:SourceIdentity":"Diego"}}"""));

        var (status, body) = await account.CallAsync(("WebIdentityToken", WebIdentityAccount.Token(TagsClaim + SourceIdentityClaim)));

        Assert.Equal(200, status);
        Assert.Equal("Diego", WebIdentityAccount.Text(body, "SourceIdentity"));
        Assert.NotNull(WebIdentityAccount.Text(body, "PackedPolicySize"));
        var facts = (await account.SessionAsync(body)).Facts!;
        Assert.Equal([new Tag("team", "core")], facts.Tags);
        Assert.Equal(["team"], facts.TransitiveTagKeys);
        Assert.Equal("Diego", facts.SourceIdentity);
    }

    [Theory]
    [InlineData(TagsClaim), InlineData(SourceIdentityClaim)]
    public async Task Tags_and_source_identity_need_permissions_of_their_own(string claim)
    {
        var account = new WebIdentityAccount();

        var refused = await account.RefusedAsync(("WebIdentityToken", WebIdentityAccount.Token(claim)));

        Assert.Equal((403, "AccessDenied", Denied), refused);
    }

    [Fact]
    public async Task A_session_policy_is_kept_and_a_bad_one_refused()
    {
        var account = new WebIdentityAccount();

        var (status, body) = await account.CallAsync(("Policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"""));
        var (_, code, _) = await account.RefusedAsync(("Policy", "no policy"));

        Assert.Equal(200, status);
        Assert.Single((await account.SessionAsync(body)).Facts!.Policies!);
        Assert.Equal("MalformedPolicyDocument", code);
    }

    [Fact]
    public async Task Neither_tokens_nor_secrets_are_logged()
    {
        var account = new WebIdentityAccount();
        string token = WebIdentityAccount.Token(), expired = WebIdentityAccount.Token(lifetime: -1);

        var (_, body) = await account.CallAsync(("WebIdentityToken", token));
        await account.RefusedAsync(("WebIdentityToken", expired));

        string log = account.Log.Text;
        Assert.Contains("AssumeRoleWithWebIdentity", log, StringComparison.Ordinal);
        Assert.All(
            [.. token.Split('.'), .. expired.Split('.'), WebIdentityAccount.Text(body, "SecretAccessKey")!, WebIdentityAccount.Text(body, "SessionToken")!],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }
}
