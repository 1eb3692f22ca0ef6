using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier.Tests.Verification;

/// <summary>What is written directly against the generated form of the same reply.</summary>
public sealed class VerifyReplyTests
{
    [Theory, InlineData("eu-west-1", "sts"), InlineData("", ""), InlineData("región", "Ω")]
    public void A_caller_is_written_as_the_generated_form_would_be(string region, string service)
    {
        var caller = CallerOf("alice", region, service);

        var written = VerifyResponse.Parser.ParseFrom(Written(new VerifyReply(caller)));

        Assert.Equal(CallerReply.Of(caller), written);
    }

    [Fact]
    public void Callers_that_share_nothing_are_not_confused_however_many_there_are()
    {
        var callers = Enumerable.Range(0, 3000).Select(number => CallerOf($"user{number}", "eu-west-1", "sts")).ToList();

        // Twice, so that the second round meets what the first one left.
        foreach (var caller in callers.Concat(callers))
            Assert.Equal(CallerReply.Of(caller), VerifyResponse.Parser.ParseFrom(Written(new VerifyReply(caller))));
    }

    [Fact]
    public void A_refusal_is_written_as_it_is()
    {
        var refusal = new VerifyResponse { Failure = new Failure { Code = "ExpiredToken", HttpStatus = 403, Message = "é" } };

        Assert.Equal(refusal, VerifyResponse.Parser.ParseFrom(Written(new VerifyReply(refusal))));
    }

    [Theory, InlineData(0UL), InlineData(1UL), InlineData(ulong.MaxValue)]
    public void A_reply_of_a_stream_carries_its_number(ulong number)
    {
        var caller = CallerOf("alice", "eu-west-1", "sts");
        var error = new StreamError { Code = 14, Message = "down" };

        var answered = VerifyStreamResponse.Parser.ParseFrom(Written(new StreamReply(number, new VerifyReply(caller))));
        var failed = VerifyStreamResponse.Parser.ParseFrom(Written(new StreamReply(number, error)));

        Assert.Equal(new VerifyStreamResponse { CorrelationId = number, Response = CallerReply.Of(caller) }, answered);
        Assert.Equal(new VerifyStreamResponse { CorrelationId = number, Error = error }, failed);
    }

    private static byte[] Written(VerifyReply reply)
    {
        byte[] bytes = new byte[reply.Size];
        reply.Write(bytes);
        return bytes;
    }

    private static byte[] Written(StreamReply reply)
    {
        byte[] bytes = new byte[reply.Size];
        reply.Write(bytes);
        return bytes;
    }

    private static Caller CallerOf(string name, string region, string service)
    {
        var id = AccountId.Parse("111122223333");
        var snapshot = DirectorySnapshot.Empty.Apply(1, new(1, [new Account { AccountId = id }], []));
        return new Caller
        {
            Principal = Iam.Principals.Principal.User("aws", id, "/", name, "AIDARTX3GSDSQALICEALI"),
            AccessKeyId = "AKIARTX3GSDSQALICEAL",
            Directory = snapshot,
            Account = snapshot.Find(id)!,
            Policies = ResolvedPolicies.None,
            Region = region,
            Service = service,
            ScopeDate = "20260102",
            SignedHeaders = Presented().SignedHeaders,
        };
    }

    private static PresentedSignature Presented()
    {
        var request = SigV4.Tests.Requests.Sts.Sign();
        Assert.True(PresentedSignature.TryRead(request, out var presented, out _));
        return presented;
    }
}
