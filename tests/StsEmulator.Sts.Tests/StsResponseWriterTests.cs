using System.Globalization;
using System.Text;

namespace StsEmulator.Sts.Tests;

public sealed class StsResponseWriterTests
{
    [Fact]
    public async Task The_error_bodies_have_the_lengths_that_were_recorded()
    {
        await using var sts = await StsFixture.StartAsync();

        var missing = await sts.CallAsync(null, "GetCallerIdentity");
        var invalid = await sts.CallAsync(Given.Alice with { AccessKeyId = "AKIARTX3GSDSQNOBODYK" }, "GetCallerIdentity");

        Assert.Equal((297, "297"), (missing.Bytes.Length, missing.Headers["Content-Length"]));
        Assert.Equal((306, "306"), (invalid.Bytes.Length, invalid.Headers["Content-Length"]));
    }

    [Fact]
    public async Task An_error_has_its_request_id_beside_it_and_no_metadata()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(null, "GetCallerIdentity");

        Assert.Equal(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error>
                <Type>Sender</Type>
                <Code>MissingAuthenticationToken</Code>
                <Message>Request is missing Authentication Token</Message>
              </Error>
              <RequestId>{RequestId}</RequestId>
            </ErrorResponse>

            """,
            answer.Golden);
    }

    [Fact]
    public async Task An_error_in_json_has_code_message_and_type_in_this_order()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(StsCall.Of("GetCallerIdentity").With("accept", "application/json"));

        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal(
            """{"Error":{"Code":"MissingAuthenticationToken","Message":"Request is missing Authentication Token","Type":"Sender"},"RequestId":"{RequestId}"}""",
            answer.Golden);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_carries_the_headers_of_the_service(bool isSigned)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(isSigned ? Given.Alice : null, "GetCallerIdentity");

        Assert.Equal("text/xml", answer.Headers["Content-Type"]);
        Assert.Equal(answer.Find("RequestId"), answer.RequestId);
        Assert.Equal(answer.Bytes.Length.ToString(CultureInfo.InvariantCulture), answer.Headers["Content-Length"]);
        Assert.True(answer.Headers.ContainsKey("Date"));
        Assert.Equal(
            $"1:us-east-1:S:{StsFixture.Start.ToUnixTimeMilliseconds()}:R:{answer.RequestId[..8]}", Extended(answer));
        Assert.False(answer.Headers.ContainsKey("x-sts-emulator-authentication"));
    }

    [Fact]
    public async Task The_extended_request_id_names_the_region_that_was_signed()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(StsCall.Of("GetCallerIdentity") with { Credentials = Given.Alice, Region = "eu-west-1" });

        Assert.StartsWith("1:eu-west-1:S:", Extended(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sts.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("sts-fips.us-west-2.amazonaws.com", "us-west-2")]
    [InlineData("sts.eu-west-1.api.aws:443", "eu-west-1")]
    [InlineData("sts.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("sts.amazonaws.com", "us-east-1")]
    [InlineData("iam.eu-west-1.amazonaws.com", "us-east-1")]
    [InlineData("sts.xx-nowhere-1.amazonaws.com", "xx-nowhere-1")]
    [InlineData("sts.xx-nowhere-2.amazonaws.com", "us-east-1")]
    [InlineData("localhost", "us-east-1")]
    public async Task Without_a_caller_the_region_is_that_of_the_host(string host, string region)
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions { AdditionalRegions = ["xx-nowhere-1"] });

        var refused = await sts.SendAsync(StsCall.Of("GetCallerIdentity").With("host", host));
        var redirected = await sts.SendAsync((new StsCall { Method = "GET", ContentType = null }).With("host", host));

        Assert.StartsWith($"1:{region}:S:", Extended(refused), StringComparison.Ordinal);
        Assert.StartsWith($"1:{region}:S:", Extended(redirected), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_clock_shows_in_the_date()
    {
        await using var sts = await StsFixture.StartAsync();
        sts.Clock.Offset = TimeSpan.FromDays(40);

        var answer = await sts.CallAsync(Given.Alice, "GetCallerIdentity");

        answer.ShouldSucceed();
        Assert.Equal("Fri, 10 Apr 2026 12:00:00 GMT", answer.Headers["Date"]);
    }

    [Fact]
    public async Task Markup_in_what_was_sent_is_escaped_in_the_answer()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(null, "<a href=\"x\">&\r\0");

        answer.ShouldBe(400, "InvalidAction", "Could not find operation <a href=\"x\">&\r\uFFFD for version 2011-06-15");
        Assert.Contains("&lt;a href=\"x\"&gt;&amp;&#xD;", answer.Body, StringComparison.Ordinal);
    }

    private static string Extended(StsAnswer answer) =>
        Encoding.ASCII.GetString(Convert.FromBase64String(answer.Headers["x-amz-sts-extended-request-id"]));
}
