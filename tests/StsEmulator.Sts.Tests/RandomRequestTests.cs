using System.Text;
using CsCheck;

namespace StsEmulator.Sts.Tests;

/// <summary>Whatever is sent, the answer is a proper one and never the server's fault.</summary>
public sealed class RandomRequestTests
{
    private static readonly string[] Actions =
    [
        "AssumeRole", "GetCallerIdentity", "GetSessionToken", "GetFederationToken", "GetAccessKeyInfo", "DecodeAuthorizationMessage",
    ];

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf(
            "", "\0", "a", Given.WorkerArn, Given.OpenArn, "arn:aws:iam::111122223333:role/", "arn:::::", "900", "-1", "99999999999", "{}", "[", "\"",
            Given.Anything, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"${aws:username}"}]}""",
            "arn:aws:iam::aws:policy/AdministratorAccess", "\u2028", "<![CDATA[", "]]>", "&#0;", "%", "+", "123456", "ASIAQAAAAAAAGMKEM7X5"),
        Gen.String[Gen.Char, 0, 300],
        Gen.String[Gen.Char.AlphaNumeric, 0, 3000]);

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf(
            "RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "PolicyArns.member.1.arn", "PolicyArns.member.1", "Tags.member.1.Key",
            "Tags.member.1.Value", "Tags.member.2.Key", "Tags.member.2.Value", "Tags.member.", "Tags.member.1.", "TransitiveTagKeys.member.1",
            "ExternalId", "SerialNumber", "TokenCode", "SourceIdentity", "ProvidedContexts.member.1.ProviderArn", "Name", "AccessKeyId",
            "EncodedMessage", "Action", "Version", "X-Amz-Signature", "X-Amz-Credential"),
        Gen.String[Gen.Char, 0, 20]);

    private static readonly Gen<(string Action, List<(string, string)> Parameters)> Call = Gen.Select(
        Gen.OneOf(Actions), Gen.Select(Name, Hostile).List[0, 12],
        (action, parameters) => (action, parameters.ToList()));

    [Fact]
    public async Task Random_parameters_are_answered()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);
        Credentials[] callers = [Given.Alice, Given.Bob, Given.Root, session];

        await Gen.Select(Call, Gen.OneOf(callers), Gen.Bool, Gen.Bool).SampleAsync(async (call, caller, isGet, isJson) =>
        {
            var request = StsCall.Of(call.Action, [("RoleSessionName", "s1"), .. call.Parameters.Select(p => (Valid(p.Item1), Valid(p.Item2)))]);
            request = request with { Credentials = caller };
            if (isGet && request.Body.Length < 6000)
                request = request.AsGet();
            var answer = await sts.SendAsync(isJson ? request.With("accept", "application/json") : request);
            ShouldBeProper(answer, (int)answer.Status);
        }, seed: "0000000000002", iter: 300, threads: 1);
    }

    [Fact]
    public async Task Random_bodies_are_answered()
    {
        await using var sts = await StsFixture.StartAsync();

        await Gen.Byte.Array[0, 400].SampleAsync(async body =>
        {
            var answer = await sts.SendAsync(new StsCall
            {
                Body = [.. "Action=AssumeRole&Version=2011-06-15&"u8, .. body],
                Credentials = Given.Alice,
            });
            ShouldBeProper(answer, (int)answer.Status);
        }, seed: "0000000000003", iter: 300, threads: 1);
    }

    [Fact]
    public async Task Random_authorizations_are_answered()
    {
        await using var sts = await StsFixture.StartAsync();
        var piece = Gen.OneOf(
            Gen.OneOf("AWS4-HMAC-SHA256", " ", ",", "=", "/", "Credential=", "SignedHeaders=", "Signature=", "host", "x-amz-date", ";", "us-east-1", "sts",
                "aws4_request", "20260301", Given.Alice.AccessKeyId, "Bearer", "AWS "),
            Gen.String[Gen.Char[' ', '~'], 0, 30]);

        await piece.List[0, 20].SampleAsync(async pieces =>
        {
            var answer = await sts.SendAsync(StsCall.Of("GetCallerIdentity").With("Authorization", string.Concat(pieces)).With("x-amz-date", "20260301T120000Z"));
            Assert.InRange((int)answer.Status, 400, 499);
            ShouldBeProper(answer, (int)answer.Status);
        }, seed: "0000000000004", iter: 300, threads: 1);
    }

    [Fact]
    public async Task The_most_and_the_largest_parameters_are_answered()
    {
        await using var sts = await StsFixture.StartAsync();
        var many = Enumerable.Range(1, 4094).Select(i => ($"Tags.member.{i}.Key", "k")).ToArray();

        var most = await sts.CallAsync(Given.Alice, "AssumeRole", many);
        var more = await sts.CallAsync(Given.Alice, "AssumeRole", [.. many, ("One", "more")]);
        var largest = await sts.CallAsync(Given.Alice, "AssumeRole", ("RoleArn", new string('a', 1_000_000)), ("RoleSessionName", "s1"));

        Assert.Equal((400, "ValidationError"), ((int)most.Status, most.Code));
        Assert.Equal(413, (int)more.Status);
        Assert.Equal((400, "ValidationError"), ((int)largest.Status, largest.Code));
    }

    /// <summary>Lone surrogates cannot be sent as UTF-8.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void ShouldBeProper(StsAnswer answer, int status)
    {
        Assert.True(status is 200 or 302 or (>= 400 and < 500), $"{status}: {answer.Body}");
        Assert.Equal(36, answer.RequestId.Length);
        if (status != 302)
            Assert.Equal(answer.RequestId, answer.Find("RequestId"));
    }
}
