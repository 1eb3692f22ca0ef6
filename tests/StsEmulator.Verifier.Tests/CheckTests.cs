using Grpc.Core;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests;

public sealed class CheckTests : IAsyncLifetime
{
    private const string Bucket = "arn:aws:s3:::b/k";

    private VerifierHost host = null!;

    public async ValueTask InitializeAsync() => host = await VerifierHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Who_signed_and_may_is_allowed()
    {
        var reply = await host.Client.CheckAsync(new CheckRequest { Request = Messages.Signed(), Action = "s3:GetObject", Resource = Bucket });

        Assert.True(reply.Allowed);
        Assert.Equal(VerifierHost.UserArn, reply.Verification.Principal.Arn);
        Assert.Equal("Read", reply.Authorization.DecidedBy.Single().Sid);
        Assert.Null(reply.Error);
    }

    [Theory]
    [InlineData(V1.ProtocolFamily.Unspecified, "AccessDenied", 403)]
    [InlineData(V1.ProtocolFamily.Query, "AccessDenied", 403)]
    [InlineData(V1.ProtocolFamily.RestXml, "AccessDenied", 403)]
    [InlineData(V1.ProtocolFamily.S3, "AccessDenied", 403)]
    [InlineData(V1.ProtocolFamily.Json, "AccessDeniedException", 400)]
    [InlineData(V1.ProtocolFamily.RestJson, "AccessDeniedException", 403)]
    [InlineData(V1.ProtocolFamily.Ec2, "UnauthorizedOperation", 403)]
    public async Task Who_signed_and_may_not_gets_the_denial_of_the_family(V1.ProtocolFamily family, string code, int status)
    {
        var request = Messages.Signed().With(message => message.ProtocolFamily = family);

        var reply = await host.Client.CheckAsync(new CheckRequest { Request = request, Action = "sqs:SendMessage" });

        Assert.False(reply.Allowed);
        Assert.True(reply.Verification.Authenticated);
        Assert.Equal(Decision.ImplicitDeny, reply.Authorization.Decision);
        Assert.Equal((code, status), (reply.Error.Code, reply.Error.HttpStatus));
        Assert.Contains("because no identity-based policy allows the sqs:SendMessage action", reply.Error.Message, StringComparison.Ordinal);
        Assert.Equal(family == V1.ProtocolFamily.Ec2, reply.Error.Message.Contains("Encoded authorization failure message: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_did_not_sign_is_not_judged()
    {
        var request = (Requests.Sts with { Secret = "wrong" }).Sign().ToMessage();

        var reply = await host.Client.CheckAsync(new CheckRequest { Request = request, Action = "s3:GetObject", Resource = Bucket });

        Assert.False(reply.Allowed);
        Assert.Null(reply.Authorization);
        Assert.Equal(("SignatureDoesNotMatch", 403), (reply.Error.Code, reply.Error.HttpStatus));
    }

    [Fact]
    public async Task The_request_itself_gives_the_source_address_unless_the_context_does()
    {
        var check = new CheckRequest { Request = Messages.Signed(), Action = "s3:PutObject", Resource = Bucket };
        check.Request.SourceAddress = "10.1.2.3";
        var near = await host.Client.CheckAsync(check);
        check.Context["aws:SourceIp"] = new ContextValues { Values = { "192.0.2.1" } };
        var far = await host.Client.CheckAsync(check);

        Assert.True(near.Allowed);
        Assert.False(far.Allowed);
    }

    [Fact]
    public async Task A_question_that_cannot_be_read_is_refused_before_anything_is_verified()
    {
        var noRequest = new CheckRequest { Action = "s3:GetObject" };
        var noAction = new CheckRequest { Request = Messages.Signed() };
        var noMethod = new CheckRequest { Request = Messages.Signed().With(m => m.Method = ""), Action = "s3:GetObject" };

        var refused = new List<RpcException>();
        foreach (var message in new[] { noRequest, noAction, noMethod })
            refused.Add(await Assert.ThrowsAsync<RpcException>(() => host.Client.CheckAsync(message).ResponseAsync));

        Assert.All(refused, e => Assert.Equal(StatusCode.InvalidArgument, e.StatusCode));
        Assert.Equal(["request", "action", "request.method"], refused.Select(e => e.Status.Detail.Split(':')[0]));
    }

    [Fact]
    public async Task A_store_that_is_down_lets_nothing_through()
    {
        host.Sessions.IsDown = true;

        var down = await Assert.ThrowsAsync<RpcException>(() => host.Client.CheckAsync(
            new CheckRequest { Request = Messages.Session.Sign().ToMessage(), Action = "s3:GetObject" }).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, down.StatusCode);
    }
}
