namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetAccessKeyInfoTests
{
    [Fact]
    public async Task The_answer_has_the_shape_of_the_service()
    {
        await using var sts = await StsFixture.StartAsync();

        var xml = await sts.CallAsync(Given.Alice, "GetAccessKeyInfo", ("AccessKeyId", "AKIARZPUZDIKGB2VALC4"));
        var json = await sts.SendAsync((StsCall.Of("GetAccessKeyInfo", ("AccessKeyId", "AKIARZPUZDIKGB2VALC4")) with { Credentials = Given.Alice })
            .With("accept", "application/json"));

        Assert.Equal(
            """
            <GetAccessKeyInfoResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetAccessKeyInfoResult>
                <Account>123456789012</Account>
              </GetAccessKeyInfoResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </GetAccessKeyInfoResponse>

            """,
            xml.Golden);
        Assert.Equal(
            """{"GetAccessKeyInfoResponse":{"GetAccessKeyInfoResult":{"Account":"123456789012"},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""", json.Golden);
    }

    [Theory]
    [InlineData("ASIAY34FZKBOKMUTVV7A", "609629065308")]
    [InlineData("ASIAQNZGKIQY56JQ7WML", "029608264753")]
    [InlineData("AKIARZPUZDIKGAAAAAAA", "123456789012")]
    [InlineData("ASIAQAAAAAAAGMKEM7X5", "000000000000")]
    public async Task The_account_is_read_from_the_id_itself(string accessKeyId, string account)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetAccessKeyInfo", ("AccessKeyId", accessKeyId));

        Assert.Equal(account, answer.Find("Account"));
    }

    [Fact]
    public async Task An_id_of_the_old_format_is_looked_up()
    {
        var sample = new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        await using var sts = await StsFixture.StartAsync(Given.User(Given.Elsewhere, "dora", "AIDAWO645SY5ADORA2345", sample));

        var held = await sts.CallAsync(Given.Alice, "GetAccessKeyInfo", ("AccessKeyId", sample.AccessKeyId));
        var unheld = await sts.CallAsync(Given.Alice, "GetAccessKeyInfo", ("AccessKeyId", "AKIAI44QH8DHBEXAMPLE"));

        Assert.Equal("444455556666", held.Find("Account"));
        Assert.Equal(400, (int)unheld.Status);
    }

    [Fact]
    public async Task It_needs_a_permission_and_names_no_resource()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "GetAccessKeyInfo", ("AccessKeyId", "AKIARZPUZDIKGB2VALC4"));

        answer.ShouldBe(403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy allows the sts:GetAccessKeyInfo action");
    }

    [Fact]
    public async Task An_explicit_deny_is_told_as_one()
    {
        await using var sts = await StsFixture.StartAsync(Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies = [new("Nothing", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""")],
        });

        var answer = await sts.CallAsync(Given.Bob, "GetAccessKeyInfo", ("AccessKeyId", "AKIARZPUZDIKGB2VALC4"));

        answer.ShouldBe(403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:GetAccessKeyInfo with an explicit deny in an identity-based policy");
    }

    [Theory]
    [InlineData("AKIARZPUZDIKGB2", "Member must have length greater than or equal to 16")]
    [InlineData("AKIARZPUZDIKGB2VALC-", @"Member must satisfy regular expression pattern: [\w]*")]
    public async Task An_id_has_16_to_128_word_characters(string accessKeyId, string constraint)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetAccessKeyInfo", ("AccessKeyId", accessKeyId));

        answer.ShouldBe(400, "ValidationError",
            $"1 validation error detected: Value '{accessKeyId}' at 'accessKeyId' failed to satisfy constraint: {constraint}");
    }
}
