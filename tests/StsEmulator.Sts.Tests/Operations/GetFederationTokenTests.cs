using StsEmulator.Iam.Directory;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetFederationTokenTests
{
    [Fact]
    public async Task The_answer_states_the_packed_size_even_when_nothing_was_packed()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"));

        Assert.Equal(
            """
            <GetFederationTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetFederationTokenResult>
                <Credentials>
                  <AccessKeyId>{AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{SecretAccessKey}</SecretAccessKey>
                  <SessionToken>{SessionToken}</SessionToken>
                  <Expiration>2026-03-02T00:00:00Z</Expiration>
                </Credentials>
                <FederatedUser>
                  <FederatedUserId>111122223333:fred</FederatedUserId>
                  <Arn>arn:aws:sts::111122223333:federated-user/fred</Arn>
                </FederatedUser>
                <PackedPolicySize>0</PackedPolicySize>
              </GetFederationTokenResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </GetFederationTokenResponse>

            """,
            answer.Golden);
    }

    [Fact]
    public async Task The_json_form_has_the_same_members()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync((StsCall.Of("GetFederationToken", ("Name", "fred")) with { Credentials = Given.Alice }).With("accept", "application/json"));

        Assert.Equal(
            """{"GetFederationTokenResponse":{"GetFederationTokenResult":{"Credentials":{"AccessKeyId":"{AccessKeyId}","SecretAccessKey":"{SecretAccessKey}","SessionToken":"{SessionToken}","Expiration":1772409600},"FederatedUser":{"FederatedUserId":"111122223333:fred","Arn":"arn:aws:sts::111122223333:federated-user/fred"},"PackedPolicySize":0},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""",
            answer.Golden);
    }

    [Fact]
    public async Task The_federated_user_is_its_own_principal()
    {
        await using var sts = await StsFixture.StartAsync();
        var issued = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"));

        var answer = await sts.CallAsync(issued.Credentials, "GetCallerIdentity");

        Assert.Equal("arn:aws:sts::111122223333:federated-user/fred", answer.Find("Arn"));
        Assert.Equal("111122223333:fred", answer.Find("UserId"));
    }

    [Fact]
    public async Task Without_permission_it_is_denied_by_name()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "GetFederationToken", ("Name", "fred"));

        answer.ShouldBe(403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:GetFederationToken on resource: "
            + "arn:aws:sts::111122223333:federated-user/fred because no identity-based policy allows the sts:GetFederationToken action");
    }

    [Fact]
    public async Task Tags_need_a_permission_of_their_own()
    {
        await using var sts = await StsFixture.StartAsync(Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies = [new StoredPolicy("Federate", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:GetFederationToken","Resource":"*"}}""")],
        });

        var plain = await sts.CallAsync(Given.Bob, "GetFederationToken", ("Name", "fred"));
        var tagged = await sts.CallAsync(Given.Bob, "GetFederationToken", ("Name", "fred"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"));

        plain.ShouldSucceed();
        Assert.Equal((403, "AccessDenied"), ((int)tagged.Status, tagged.Code));
        Assert.Contains("sts:TagSession", tagged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_credentials_get_no_others_here()
    {
        await using var sts = await StsFixture.StartAsync();
        var role = await sts.AssumeAsync(Given.Alice);

        var answer = await sts.CallAsync(role, "GetFederationToken", ("Name", "fred"));

        answer.ShouldBe(403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
    }

    [Fact]
    public async Task Root_gets_an_hour_at_most()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Root, "GetFederationToken", ("Name", "fred"), ("DurationSeconds", "43200"));

        Assert.Equal("2026-03-01T13:00:00Z", answer.Find("Expiration"));
    }

    [Theory]
    [InlineData(null, "Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [InlineData("f", "Value 'f' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("123456789012345678901234567890123", "Value '123456789012345678901234567890123' at 'name' failed to satisfy constraint: Member must have length less than or equal to 32")]
    [InlineData("a/b", @"Value 'a/b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*")]
    public async Task The_name_has_2_to_32_characters(string? name, string violation)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetFederationToken", name is null ? [] : [("Name", name)]);

        answer.ShouldBe(400, "ValidationError", "1 validation error detected: " + violation);
    }

    [Fact]
    public async Task Policies_and_tags_are_checked()
    {
        await using var sts = await StsFixture.StartAsync();

        var longest = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"), ("Policy", Given.Anything.PadRight(2048)));
        var longer = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"), ("Policy", Given.Anything.PadRight(2049)));
        var malformed = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"), ("Policy", "{"));
        var duplicate = await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"),
            ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "A"), ("Tags.member.2.Value", "2"));

        Assert.Equal("50", longest.Find("PackedPolicySize"));
        Assert.EndsWith("at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048", longer.Message, StringComparison.Ordinal);
        Assert.Equal("MalformedPolicyDocument", malformed.Code);
        duplicate.ShouldBe(400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
}
