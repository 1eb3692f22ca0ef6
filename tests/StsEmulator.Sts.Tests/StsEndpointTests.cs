using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Sts.Tests;

/// <summary>Who is let in, and how the others are told.</summary>
public sealed class StsEndpointTests
{
    private const string Invalid = "The security token included in the request is invalid.";
    private const string Expired = "The security token included in the request is expired";
    private const string Mismatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private static StsCall WhoAmI => StsCall.Of("GetCallerIdentity") with { Credentials = Given.Alice };

    [Fact]
    public async Task No_signature_is_a_missing_token()
    {
        await using var sts = await StsFixture.StartAsync();

        var post = await sts.SendAsync(WhoAmI with { Credentials = null });
        var get = await sts.SendAsync((WhoAmI with { Credentials = null }).AsGet());

        Assert.All([post, get], answer => answer.ShouldBe(403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
    }

    [Fact]
    public async Task A_signature_is_read_from_headers_and_from_the_query_of_a_get_or_post()
    {
        await using var sts = await StsFixture.StartAsync();

        var headers = await sts.SendAsync(WhoAmI);
        var get = await sts.SendAsync(WhoAmI.AsGet());
        var presignedGet = await sts.SendAsync(WhoAmI.AsGet() with { IsPresigned = true });
        var presignedPost = await sts.SendAsync(WhoAmI with { IsPresigned = true });
        var presignedEmptyPost = await sts.SendAsync(WhoAmI.AsGet() with { Method = "POST", IsPresigned = true });
        var extraHeader = await sts.SendAsync((WhoAmI.AsGet() with { IsPresigned = true }).With("x-k8s-aws-id", "cluster-1"));

        Assert.All([headers, get, presignedGet, presignedPost, presignedEmptyPost, extraHeader], answer => answer.ShouldSucceed());
    }

    [Fact]
    public async Task A_session_signs_both_ways_too()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);

        var headers = await sts.SendAsync(WhoAmI with { Credentials = session });
        var presigned = await sts.SendAsync(WhoAmI.AsGet() with { Credentials = session, IsPresigned = true });

        Assert.All([headers, presigned], answer => answer.ShouldSucceed());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unsigned_payload_is_not_accepted(bool isPresigned)
    {
        await using var sts = await StsFixture.StartAsync();
        var call = WhoAmI with { IsPresigned = isPresigned, PayloadHash = "UNSIGNED-PAYLOAD" };

        var silent = await sts.SendAsync(call);
        var declared = await sts.SendAsync(call.With("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

        Assert.All([silent, declared], answer => answer.ShouldBe(403, "SignatureDoesNotMatch", Mismatch));
    }

    [Fact]
    public async Task A_wrong_signature_or_payload_hash_does_not_match()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);

        var wrong = await sts.SendAsync(WhoAmI with { IsSignatureWrong = true });
        var secret = await sts.SendAsync(WhoAmI with { Credentials = Given.Alice with { SecretAccessKey = Given.Bob.SecretAccessKey } });
        var hash = await sts.SendAsync(WhoAmI with { PayloadHash = new string('0', 64) });
        var ofSession = await sts.SendAsync(WhoAmI with { Credentials = session, IsSignatureWrong = true });

        Assert.All([wrong, secret, hash, ofSession], answer => answer.ShouldBe(403, "SignatureDoesNotMatch", Mismatch));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Key_and_token_come_before_the_signature(bool isSignatureWrong)
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);
        var other = await sts.AssumeAsync(Given.Alice);
        Credentials[] refused =
        [
            Given.Alice with { AccessKeyId = "AKIARTX3GSDSQNOBODYK" },
            Given.Alice with { AccessKeyId = "ASIARTX3GSDSQNOBODYK", SessionToken = session.SessionToken },
            session with { SessionToken = null },
            session with { SessionToken = other.SessionToken },
            session with { SessionToken = "garbage" },
            Given.Alice with { SessionToken = session.SessionToken },
            Given.Inactive,
        ];

        var answers = await Task.WhenAll(refused.Select(credentials =>
            sts.SendAsync(WhoAmI with { Credentials = credentials, IsSignatureWrong = isSignatureWrong })));

        Assert.All(answers, answer => answer.ShouldBe(403, "InvalidClientTokenId", Invalid));
    }

    [Fact]
    public async Task A_session_expires_at_its_instant()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice, parameters: ("DurationSeconds", "900"));

        sts.Time.Advance(TimeSpan.FromSeconds(900) - TimeSpan.FromTicks(1));
        var last = await sts.SendAsync(WhoAmI with { Credentials = session });
        sts.Time.Advance(TimeSpan.FromTicks(1));
        var late = await sts.SendAsync(WhoAmI with { Credentials = session });
        var lateAndWrong = await sts.SendAsync(WhoAmI with { Credentials = session with { SessionToken = "garbage" } });

        last.ShouldSucceed();
        late.ShouldBe(403, "ExpiredToken", Expired);
        lateAndWrong.ShouldBe(403, "InvalidClientTokenId", Invalid);
    }

    [Fact]
    public async Task A_session_dies_with_its_role_and_does_not_come_back_with_a_namesake()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);
        var worker = Given.World.OfType<Role>().First(role => role.RoleId == Given.WorkerId);

        await sts.ChangeAsync([], [worker.Key]);
        var deleted = await sts.SendAsync(WhoAmI with { Credentials = session });
        await sts.ChangeAsync([worker with { RoleId = "AROARTX3GSDSQANOTHER2" }], []);
        var recreated = await sts.SendAsync(WhoAmI with { Credentials = session });

        Assert.All([deleted, recreated], answer => answer.ShouldBe(403, "InvalidClientTokenId", Invalid));
    }

    [Fact]
    public async Task A_revoked_session_is_invalid_at_once()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);

        await sts.Stores.Sessions.RevokeAsync(AccessKeyId.Parse(session.AccessKeyId), CancellationToken.None);
        var answer = await sts.SendAsync(WhoAmI with { Credentials = session });

        answer.ShouldBe(403, "InvalidClientTokenId", Invalid);
    }

    [Theory]
    [InlineData(-900, true)]
    [InlineData(900, true)]
    public async Task A_signature_is_good_for_a_quarter_of_an_hour(int seconds, bool isGood)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(WhoAmI with { SignedAt = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(isGood, answer.Status == System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_older_or_newer_signature_is_told_the_times()
    {
        await using var sts = await StsFixture.StartAsync();

        var old = await sts.SendAsync(WhoAmI with { SignedAt = TimeSpan.FromSeconds(-901) });
        var early = await sts.SendAsync(WhoAmI with { SignedAt = TimeSpan.FromSeconds(901) });
        var presigned = await sts.SendAsync(WhoAmI.AsGet() with { IsPresigned = true, PresignedExpires = 60, SignedAt = TimeSpan.FromSeconds(-61) });

        old.ShouldBe(403, "SignatureDoesNotMatch",
            "Signature expired: 20260301T114459Z is now earlier than 20260301T114500Z (20260301T120000Z - 15 min.)");
        early.ShouldBe(403, "SignatureDoesNotMatch",
            "Signature not yet current: 20260301T121501Z is still later than 20260301T121500Z (20260301T120000Z + 15 min.)");
        Assert.Equal((403, "SignatureDoesNotMatch"), ((int)presigned.Status, presigned.Code));
        Assert.StartsWith("Signature expired: 20260301T115859Z is now earlier than 20260301T115900Z", presigned.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_of_another_region_or_service_is_named()
    {
        await using var sts = await StsFixture.StartAsync();

        var region = await sts.SendAsync(WhoAmI with { Region = "xx-nowhere-1" });
        var service = await sts.SendAsync(WhoAmI with { Service = "iam" });
        var anyHost = await sts.SendAsync((WhoAmI with { Region = "ap-southeast-2" }).With("host", "something.else:1234"));

        region.ShouldBe(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region.");
        service.ShouldBe(403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'sts'.");
        anyHost.ShouldSucceed();
    }

    [Fact]
    public async Task A_region_of_ones_own_can_be_added()
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions { AdditionalRegions = ["xx-nowhere-1"] });

        var answer = await sts.SendAsync(WhoAmI with { Region = "xx-nowhere-1" });

        answer.ShouldSucceed();
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 nonsense")]
    [InlineData("Bearer abc")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c")]
    [InlineData("AWS4-HMAC-SHA256")]
    public async Task An_unreadable_authorization_is_incomplete(string authorization)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync((WhoAmI with { Credentials = null }).With("Authorization", authorization));

        Assert.Equal((400, "IncompleteSignature"), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Authentication_comes_before_the_parameters()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(null, "AssumeRole", ("DurationSeconds", "abc"));

        answer.ShouldBe(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    [Fact]
    public async Task Relaxed_authentication_lets_unknown_keys_in_and_nobody_else()
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions(), new() { IsRelaxed = true });
        var session = await sts.AssumeAsync(Given.Alice);

        var unknown = await sts.SendAsync(WhoAmI with { Credentials = new Credentials("test", "test") });
        var wrong = await sts.SendAsync(WhoAmI with { IsSignatureWrong = true });
        var inactive = await sts.SendAsync(WhoAmI with { Credentials = Given.Inactive });
        var withoutToken = await sts.SendAsync(WhoAmI with { Credentials = session with { SessionToken = null } });
        var unsigned = await sts.SendAsync(WhoAmI with { Credentials = null });

        unknown.ShouldSucceed();
        Assert.Equal("111122223333", unknown.Find("Account"));
        wrong.ShouldBe(403, "SignatureDoesNotMatch", Mismatch);
        inactive.ShouldBe(403, "InvalidClientTokenId", Invalid);
        withoutToken.ShouldBe(403, "InvalidClientTokenId", Invalid);
        Assert.Equal("MissingAuthenticationToken", unsigned.Code);
    }

    [Fact]
    public async Task A_mismatch_is_explained_only_where_that_is_switched_on()
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions { ExplainsSignatures = true });

        var answer = await sts.SendAsync(WhoAmI with { IsSignatureWrong = true });

        Assert.StartsWith(Mismatch + "\n\nThe Canonical String for this request should have been\n'POST\n/\n", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_store_refuses_and_does_not_forget_the_living()
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions(), sessionCapacity: 1);
        var first = await sts.AssumeAsync(Given.Alice);

        var second = await sts.CallAsync(Given.Alice, "GetSessionToken");
        var living = await sts.SendAsync(WhoAmI with { Credentials = first });

        second.ShouldBe(503, "ServiceUnavailable", "The session store is full of live sessions. Raise its capacity, or let sessions expire.");
        Assert.Contains("<Type>Receiver</Type>", second.Body, StringComparison.Ordinal);
        living.ShouldSucceed();
    }
}
