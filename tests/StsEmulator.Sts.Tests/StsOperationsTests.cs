namespace StsEmulator.Sts.Tests;

/// <summary>What is answered before anybody asks who is calling.</summary>
public sealed class StsOperationsTests
{
    [Theory]
    [InlineData("Action=Foo&Version=2011-06-15", "Could not find operation Foo for version 2011-06-15")]
    [InlineData("Action=&Version=2011-06-15", "Could not find operation  for version 2011-06-15")]
    [InlineData("Action=GetCallerIdentity", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED")]
    [InlineData("Action=GetCallerIdentity&Version=", "Could not find operation GetCallerIdentity for version ")]
    [InlineData("Action=GetCallerIdentity&Version=2010-05-08", "Could not find operation GetCallerIdentity for version 2010-05-08")]
    [InlineData("Action=getCallerIdentity&Version=2011-06-15", "Could not find operation getCallerIdentity for version 2011-06-15")]
    [InlineData("Action=Foo&Action=GetCallerIdentity&Version=2011-06-15", "Could not find operation Foo for version 2011-06-15")]
    [InlineData("Action=GetCallerIdentity&Version=1&Version=2011-06-15", "Could not find operation GetCallerIdentity for version 1")]
    public async Task An_operation_is_found_by_its_first_action_and_version_before_authentication(string parameters, string message)
    {
        await using var sts = await StsFixture.StartAsync();

        var get = await sts.SendAsync(new StsCall { Method = "GET", Query = parameters, ContentType = null });
        var post = await sts.SendAsync(new StsCall { Body = System.Text.Encoding.UTF8.GetBytes(parameters) });
        var signed = await sts.SendAsync(new StsCall { Body = System.Text.Encoding.UTF8.GetBytes(parameters), Credentials = Given.Alice });

        Assert.All([get, post, signed], answer =>
        {
            answer.ShouldBe(400, "InvalidAction", message);
            Assert.Equal(
                $$"""
                <ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">
                  <Error>
                    <Type>Sender</Type>
                    <Code>InvalidAction</Code>
                    <Message>{{message}}</Message>
                  </Error>
                  <RequestId>{RequestId}</RequestId>
                </ErrorResponse>

                """,
                answer.Golden);
        });
    }

    /// <summary>The operations that the published model (2011-06-15) has a signed form of.</summary>
    [Theory]
    [InlineData("AssumeRole")]
    [InlineData("AssumeRoot")]
    [InlineData("DecodeAuthorizationMessage")]
    [InlineData("GetAccessKeyInfo")]
    [InlineData("GetCallerIdentity")]
    [InlineData("GetDelegatedAccessToken")]
    [InlineData("GetFederationToken")]
    [InlineData("GetSessionToken")]
    [InlineData("GetWebIdentityToken")]
    public async Task Every_signed_operation_of_the_model_is_there_and_asks_for_a_signature(string action)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(null, action);

        answer.ShouldBe(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Version=2011-06-15")]
    [InlineData("action=GetCallerIdentity&Version=2011-06-15")]
    public async Task Without_an_action_a_get_is_sent_to_the_product_page_with_its_query(string query)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(new StsCall { Method = "GET", Query = query, ContentType = null });

        Assert.Equal(302, (int)answer.Status);
        Assert.Equal("https://aws.amazon.com/iam" + (query.Length == 0 ? "" : "?" + query), answer.Headers["Location"]);
        Assert.Empty(answer.Bytes);
        Assert.Equal(36, answer.RequestId.Length);
        Assert.NotEmpty(answer.Headers["x-amz-sts-extended-request-id"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-amz-json-1.1")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_that_is_no_form_has_no_action(string? contentType)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(StsCall.Of("GetCallerIdentity") with { ContentType = contentType, Credentials = Given.Alice });

        Assert.Equal(302, (int)answer.Status);
        Assert.Equal("https://aws.amazon.com/iam", answer.Headers["Location"]);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded;charset=UTF-8")]
    public async Task A_form_may_name_its_charset(string contentType)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(StsCall.Of("GetCallerIdentity") with { ContentType = contentType, Credentials = Given.Alice });

        answer.ShouldSucceed();
    }

    [Theory]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15&Nonsense=1")]
    [InlineData("Nonsense&Action=GetCallerIdentity&&Version=2011-06-15&")]
    [InlineData("%41ction=GetCallerIdentit%79&Version=2011-06-15")]
    public async Task What_is_not_known_is_ignored(string parameters)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(new StsCall { Body = System.Text.Encoding.UTF8.GetBytes(parameters), Credentials = Given.Alice });

        answer.ShouldSucceed();
    }
}
