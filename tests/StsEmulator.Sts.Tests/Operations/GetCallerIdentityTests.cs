namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetCallerIdentityTests
{
    [Fact]
    public async Task A_user_is_told_who_it_is_in_the_shape_of_the_service()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetCallerIdentity");

        answer.ShouldSucceed();
        Assert.Equal(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult>
                <Arn>arn:aws:iam::111122223333:user/team/alice</Arn>
                <UserId>AIDARTX3GSDSQALICE234</UserId>
                <Account>111122223333</Account>
              </GetCallerIdentityResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </GetCallerIdentityResponse>

            """,
            answer.Golden);
    }

    [Fact]
    public async Task The_json_form_is_one_line_with_the_same_members()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync((StsCall.Of("GetCallerIdentity") with { Credentials = Given.Root }).With("accept", "application/json"));

        answer.ShouldSucceed();
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal(
            """{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Arn":"arn:aws:iam::111122223333:root","UserId":"111122223333","Account":"111122223333"},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""",
            answer.Golden);
    }

    [Fact]
    public async Task A_role_session_drops_the_path_of_its_role()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice, Given.WorkerArn, "job-7");

        var answer = await sts.CallAsync(session, "GetCallerIdentity");

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Worker/job-7", answer.Find("Arn"));
        Assert.Equal(Given.WorkerId + ":job-7", answer.Find("UserId"));
        Assert.Equal("111122223333", answer.Find("Account"));
    }

    [Fact]
    public async Task A_role_of_another_account_belongs_to_that_account()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice, Given.GuestArn);

        var answer = await sts.CallAsync(session, "GetCallerIdentity");

        Assert.Equal("arn:aws:sts::444455556666:assumed-role/Guest/s1", answer.Find("Arn"));
        Assert.Equal("444455556666", answer.Find("Account"));
    }

    [Fact]
    public async Task Credentials_of_GetSessionToken_are_the_user_itself()
    {
        await using var sts = await StsFixture.StartAsync();
        var issued = await sts.CallAsync(Given.Alice, "GetSessionToken");

        var answer = await sts.CallAsync(issued.Credentials, "GetCallerIdentity");

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", answer.Find("Arn"));
        Assert.Equal(Given.AliceId, answer.Find("UserId"));
    }

    [Fact]
    public async Task An_explicit_deny_does_not_hide_who_one_is()
    {
        await using var sts = await StsFixture.StartAsync(
            Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
            {
                Policies = [new("Nothing", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""")],
            });

        var answer = await sts.CallAsync(Given.Bob, "GetCallerIdentity");

        answer.ShouldSucceed();
    }
}
