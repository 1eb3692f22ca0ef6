using Microsoft.Extensions.DependencyInjection;
using StsEmulator.Iam.Authorization;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class DecodeAuthorizationMessageTests
{
    private const string Message = """{"allowed":false,"explicitDeny":false}""";

    [Fact]
    public async Task A_message_of_the_account_is_opened()
    {
        await using var sts = await StsFixture.StartAsync();
        string encoded = await sts.Services.GetRequiredService<AuthorizationMessageCodec>().EncodeAsync(Message, Given.Home, CancellationToken.None);

        var xml = await sts.CallAsync(Given.Alice, "DecodeAuthorizationMessage", ("EncodedMessage", encoded));
        var json = await sts.SendAsync((StsCall.Of("DecodeAuthorizationMessage", ("EncodedMessage", encoded)) with { Credentials = Given.Alice })
            .With("accept", "application/json"));

        Assert.Equal(
            """
            <DecodeAuthorizationMessageResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <DecodeAuthorizationMessageResult>
                <DecodedMessage>{"allowed":false,"explicitDeny":false}</DecodedMessage>
              </DecodeAuthorizationMessageResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </DecodeAuthorizationMessageResponse>

            """,
            xml.Golden);
        Assert.Equal(
            """{"DecodeAuthorizationMessageResponse":{"DecodeAuthorizationMessageResult":{"DecodedMessage":"{\"allowed\":false,\"explicitDeny\":false}"},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""",
            json.Golden);
    }

    [Fact]
    public async Task Anything_else_is_no_message()
    {
        await using var sts = await StsFixture.StartAsync();
        var codec = sts.Services.GetRequiredService<AuthorizationMessageCodec>();
        string foreign = await codec.EncodeAsync(Message, Given.Elsewhere, CancellationToken.None);
        string own = await codec.EncodeAsync(Message, Given.Home, CancellationToken.None);
        string altered = (own[0] == 'A' ? 'B' : 'A') + own[1..];

        var answers = await Task.WhenAll(new[] { foreign, altered, "x", "!!!!", "AAAA", own[..^4], new string('A', 10_240) }
            .Select(encoded => sts.CallAsync(Given.Alice, "DecodeAuthorizationMessage", ("EncodedMessage", encoded))));

        Assert.All(answers, answer => answer.ShouldBe(400, "InvalidAuthorizationMessageException", "Message is not valid"));
    }

    [Fact]
    public async Task It_needs_a_permission()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Bob, "DecodeAuthorizationMessage", ("EncodedMessage", "x"));

        answer.ShouldBe(403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:DecodeAuthorizationMessage because no identity-based policy allows the sts:DecodeAuthorizationMessage action");
    }

    [Theory]
    [InlineData(0, "greater than or equal to 1")]
    [InlineData(10_241, "less than or equal to 10240")]
    public async Task A_message_has_1_to_10240_characters(int length, string constraint)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "DecodeAuthorizationMessage", ("EncodedMessage", new string('A', length)));

        Assert.Equal((400, "ValidationError"), ((int)answer.Status, answer.Code));
        Assert.EndsWith("at 'encodedMessage' failed to satisfy constraint: Member must have length " + constraint, answer.Message, StringComparison.Ordinal);
    }
}
