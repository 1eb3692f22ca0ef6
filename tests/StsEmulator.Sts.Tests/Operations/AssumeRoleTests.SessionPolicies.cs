namespace StsEmulator.Sts.Tests.Operations;

/// <summary>Session policies and what they and the tags take of the packed size.</summary>
public sealed partial class AssumeRoleTests
{
    [Fact]
    public async Task Session_policies_must_be_policies()
    {
        await using var sts = await StsFixture.StartAsync();

        var json = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("Policy", "invalid"));
        var principal = await AssumeAsync(sts, Given.Alice, Given.WorkerArn,
            ("Policy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"""));
        var unknown = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/Nothing"));
        var managed = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        var malformedBeforeTrust = await AssumeAsync(sts, Given.Bob, Given.WorkerArn, ("Policy", "invalid"));

        json.ShouldBe(400, "MalformedPolicyDocument", "This policy contains invalid Json");
        principal.ShouldBe(400, "MalformedPolicyDocument", "Policy document should not specify a principal.");
        Assert.Equal(400, (int)unknown.Status);
        managed.ShouldSucceed();
        Assert.Equal("AccessDenied", malformedBeforeTrust.Code);
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public async Task Session_policies_are_packed_into_2048_characters(int length, bool fits)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("Policy", OnlyS3.PadRight(length)));

        if (fits)
            answer.ShouldSucceed();
        else
            answer.ShouldBe(400, "PackedPolicyTooLarge", "Packed policy consumes 101% of allotted space, please use smaller policy.");
    }

    [Fact]
    public async Task Too_many_tags_are_told_as_tags()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, Tags(50, new string('v', 250)));

        Assert.Equal((400, "PackedPolicyTooLarge"), ((int)answer.Status, answer.Code));
        Assert.Matches("^Packed size of session tags consumes [0-9]{3}% of allotted space\\.$", answer.Message!);
    }

    [Fact]
    public async Task A_session_policy_limits_what_the_session_may_assume()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice, parameters: ("Policy", OnlyS3));

        var answer = await AssumeAsync(sts, session, Given.WorkerArn);

        Assert.Equal((403, "AccessDenied"), ((int)answer.Status, answer.Code));
    }
}
