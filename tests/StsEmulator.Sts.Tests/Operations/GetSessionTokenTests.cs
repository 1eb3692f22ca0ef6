using StsEmulator.Iam.Mfa;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetSessionTokenTests
{
    [Fact]
    public async Task The_answer_holds_credentials_for_half_a_day()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "GetSessionToken");

        Assert.Equal(
            """
            <GetSessionTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetSessionTokenResult>
                <Credentials>
                  <AccessKeyId>{AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{SecretAccessKey}</SecretAccessKey>
                  <SessionToken>{SessionToken}</SessionToken>
                  <Expiration>2026-03-02T00:00:00Z</Expiration>
                </Credentials>
              </GetSessionTokenResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </GetSessionTokenResponse>

            """,
            answer.Golden);
    }

    [Fact]
    public async Task The_json_form_has_the_same_members()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync((StsCall.Of("GetSessionToken") with { Credentials = Given.Bob }).With("accept", "application/json"));

        Assert.Equal(
            """{"GetSessionTokenResponse":{"GetSessionTokenResult":{"Credentials":{"AccessKeyId":"{AccessKeyId}","SecretAccessKey":"{SecretAccessKey}","SessionToken":"{SessionToken}","Expiration":1772409600}},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""",
            answer.Golden);
    }

    [Theory]
    [InlineData("900", "2026-03-01T12:15:00Z")]
    [InlineData("129600", "2026-03-03T00:00:00Z")]
    public async Task A_user_may_ask_for_up_to_36_hours(string duration, string expiration)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "GetSessionToken", ("DurationSeconds", duration));

        Assert.Equal(expiration, answer.Find("Expiration"));
    }

    [Theory]
    [InlineData("899", "greater than or equal to 900")]
    [InlineData("129601", "less than or equal to 129600")]
    public async Task Other_durations_are_refused(string duration, string constraint)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "GetSessionToken", ("DurationSeconds", duration));

        answer.ShouldBe(400, "ValidationError",
            $"1 validation error detected: Value '{duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value {constraint}");
    }

    [Theory]
    [InlineData(null, "2026-03-01T13:00:00Z")]
    [InlineData("129600", "2026-03-01T13:00:00Z")]
    [InlineData("3600", "2026-03-01T13:00:00Z")]
    [InlineData("900", "2026-03-01T12:15:00Z")]
    public async Task Root_gets_an_hour_at_most_and_no_error(string? duration, string expiration)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Root, "GetSessionToken", duration is null ? [] : [("DurationSeconds", duration)]);

        Assert.Equal(expiration, answer.Find("Expiration"));
        Assert.Equal("arn:aws:iam::111122223333:root", (await sts.CallAsync(answer.Credentials, "GetCallerIdentity")).Find("Arn"));
    }

    [Fact]
    public async Task Session_credentials_get_no_others_here()
    {
        await using var sts = await StsFixture.StartAsync();
        var role = await sts.AssumeAsync(Given.Alice);
        var user = (await sts.CallAsync(Given.Alice, "GetSessionToken")).Credentials;

        var answers = await Task.WhenAll(sts.CallAsync(role, "GetSessionToken"), sts.CallAsync(user, "GetSessionToken"));

        Assert.All(answers, answer => answer.ShouldBe(403, "AccessDenied", "Cannot call GetSessionToken with session credentials"));
    }

    [Fact]
    public async Task A_deny_does_not_stop_it()
    {
        await using var sts = await StsFixture.StartAsync(Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies = [new("Nothing", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""")],
        });

        var answer = await sts.CallAsync(Given.Bob, "GetSessionToken");

        answer.ShouldSucceed();
    }

    [Fact]
    public async Task Mfa_goes_with_the_session_and_its_age_grows()
    {
        await using var sts = await StsFixture.StartAsync(Given.Role(Given.Home, "Guarded", "AROARTX3GSDSQGUARDED2", $$"""{"AWS":"{{Given.BobId}}"}""",
            condition: """{"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"60"}}"""));
        (string, string)[] guarded = [("RoleArn", "arn:aws:iam::111122223333:role/Guarded"), ("RoleSessionName", "s1")];
        string code = TimeBasedCode.Compute(Given.MfaSeed, StsFixture.Start)!;

        var wrong = await sts.CallAsync(Given.Bob, "GetSessionToken", ("SerialNumber", Given.BobMfa), ("TokenCode", code == "000000" ? "000001" : "000000"));
        var session = await sts.CallAsync(Given.Bob, "GetSessionToken", ("SerialNumber", Given.BobMfa), ("TokenCode", code));
        var plain = await sts.CallAsync(Given.Bob, "GetSessionToken");
        sts.Time.Advance(TimeSpan.FromSeconds(59));
        var young = await sts.CallAsync(session.Credentials, "AssumeRole", guarded);
        sts.Time.Advance(TimeSpan.FromSeconds(1));
        var old = await sts.CallAsync(session.Credentials, "AssumeRole", guarded);
        var without = await sts.CallAsync(plain.Credentials, "AssumeRole", guarded);

        wrong.ShouldBe(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        young.ShouldSucceed();
        Assert.Equal("AccessDenied", old.Code);
        Assert.Equal("AccessDenied", without.Code);
    }
}
