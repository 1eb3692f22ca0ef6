using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests.Verification;

public sealed class VerifyTests : IAsyncLifetime
{
    private VerifierHost host = null!;

    public async ValueTask InitializeAsync() => host = await VerifierHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_user_is_told_with_its_scope()
    {
        var reply = await host.Client.VerifyAsync(Messages.Signed());

        Assert.True(reply.Authenticated);
        Assert.Null(reply.Failure);
        Assert.Null(reply.Session);
        Assert.Equal(
            new Principal
            {
                Arn = VerifierHost.UserArn,
                UserId = VerifierHost.UserId,
                Account = VerifierHost.Account,
                Type = PrincipalType.User,
                UniqueId = VerifierHost.UserId,
                Name = "alice",
                Partition = "aws",
            },
            reply.Principal);
        Assert.Equal(
            new CredentialScope
            {
                AccessKeyId = Requests.AccessKeyId,
                Date = "20260102",
                Region = Requests.Region,
                Service = "sts",
                SignedHeaders = { "content-type", "host", "x-amz-date" },
            },
            reply.CredentialScope);
    }

    [Fact]
    public async Task A_role_session_is_told_with_its_facts()
    {
        var facts = new Iam.Sessions.SessionFacts
        {
            Tags = [new Iam.Directory.Tag("k", "v")],
            TransitiveTagKeys = ["k"],
            SourceIdentity = "bob",
            FederatedProvider = "idp",
            MfaAuthenticatedAt = Requests.SignedAt,
            Policies = [new StoredPolicy("inline", "{}")],
            Context = new Dictionary<string, IReadOnlyList<string>> { ["ec2:RoleDelivery"] = ["2.0"], ["idp:amr"] = ["pwd", "mfa"] },
        };
        await host.Sessions.SaveAsync(VerifierHost.RoleSession("ASIA3XFRBF23EXAMPLE2", "other-secret", "other-token", facts), default);
        var signer = Messages.Session with { AccessKeyId = "ASIA3XFRBF23EXAMPLE2", Secret = "other-secret", Token = "other-token" };

        var reply = await host.Client.VerifyAsync(signer.Sign().ToMessage());

        Assert.True(reply.Authenticated);
        Assert.Equal(
            (VerifierHost.SessionArn, PrincipalType.AssumedRole, $"{VerifierHost.RoleId}:s1", VerifierHost.RoleArn, "deploy"),
            (reply.Principal.Arn, reply.Principal.Type, reply.Principal.UserId, reply.Principal.RoleArn, reply.Principal.Name));
        Assert.Equal(
            new V1.SessionFacts
            {
                IssuedAt = Timestamp.FromDateTimeOffset(Requests.SignedAt),
                ExpiresAt = Timestamp.FromDateTimeOffset(Requests.SignedAt.AddHours(1)),
                MfaAuthenticated = true,
                MfaAuthenticatedAt = Timestamp.FromDateTimeOffset(Requests.SignedAt),
                Tags = { new V1.Tag { Key = "k", Value = "v" } },
                TransitiveTagKeys = { "k" },
                SourceIdentity = "bob",
                SessionName = "s1",
                FederatedProvider = "idp",
                HasSessionPolicy = true,
                Context =
                {
                    ["ec2:RoleDelivery"] = new V1.ContextValues { Values = { "2.0" } },
                    ["idp:amr"] = new V1.ContextValues { Values = { "pwd", "mfa" }, Multivalued = true },
                },
            },
            reply.Session);
    }

    [Fact]
    public async Task A_presigned_request_is_verified_and_names_its_signed_headers()
    {
        var reply = await host.Client.VerifyAsync(Requests.StsGet.Presign().ToMessage());

        Assert.True(reply.Authenticated);
        Assert.Equal(["host"], reply.CredentialScope.SignedHeaders);
    }

    [Theory]
    [InlineData(V1.ProtocolFamily.Unspecified, "SignatureDoesNotMatch", 403)]
    [InlineData(V1.ProtocolFamily.Query, "SignatureDoesNotMatch", 403)]
    [InlineData(V1.ProtocolFamily.RestXml, "SignatureDoesNotMatch", 403)]
    [InlineData(V1.ProtocolFamily.Json, "InvalidSignatureException", 400)]
    [InlineData(V1.ProtocolFamily.RestJson, "InvalidSignatureException", 403)]
    [InlineData(V1.ProtocolFamily.S3, "SignatureDoesNotMatch", 403)]
    [InlineData(V1.ProtocolFamily.Ec2, "AuthFailure", 401)]
    public async Task A_wrong_secret_is_a_decision_with_the_code_of_the_family(V1.ProtocolFamily family, string code, int status)
    {
        var message = (Requests.Sts with { Secret = "wrong" }).Sign().ToMessage().With(request => request.ProtocolFamily = family);

        var reply = await host.Client.VerifyAsync(message);

        Assert.False(reply.Authenticated);
        Assert.Null(reply.Principal);
        Assert.Equal(
            (FailureReason.SignatureMismatch, code, status, Requests.AccessKeyId),
            (reply.Failure.Reason, reply.Failure.Code, reply.Failure.HttpStatus, reply.Failure.AccessKeyId));
        Assert.Equal(("", ""), (reply.Failure.CanonicalRequest, reply.Failure.StringToSign));
    }

    [Theory]
    [InlineData("dynamodb", "InvalidSignatureException", 400)]
    [InlineData("lambda", "InvalidSignatureException", 403)]
    [InlineData("ec2", "AuthFailure", 401)]
    [InlineData("iam", "SignatureDoesNotMatch", 403)]
    public async Task The_family_follows_from_the_service_of_the_scope(string service, string code, int status)
    {
        var reply = await host.Client.VerifyAsync((Requests.Sts with { Secret = "wrong", Service = service }).Sign().ToMessage());

        Assert.Equal((code, status), (reply.Failure.Code, reply.Failure.HttpStatus));
    }

    [Fact]
    public async Task A_mismatch_is_explained_when_asked_for_and_the_token_is_redacted()
    {
        var message = (Messages.Session with { Secret = "wrong" }).Sign().ToMessage().With(request => request.Explain = true);

        var failure = (await host.Client.VerifyAsync(message)).Failure;

        Assert.StartsWith("POST\n/\n", failure.CanonicalRequest, StringComparison.Ordinal);
        Assert.StartsWith("AWS4-HMAC-SHA256\n20260102T030405Z\n", failure.StringToSign, StringComparison.Ordinal);
        Assert.DoesNotContain(Requests.Token, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_tokens_of_no_use_are_told_apart_by_reason_and_alike_by_code()
    {
        await host.Sessions.RevokeAsync(AccessKeyId.Parse(VerifierHost.SessionKey), default);

        var revoked = await host.Client.VerifyAsync(Messages.Session.Sign().ToMessage());
        var foreign = await host.Client.VerifyAsync((Messages.Session with { Token = "another" }).Sign().ToMessage());
        var without = await host.Client.VerifyAsync((Messages.Session with { Token = null }).Sign().ToMessage());
        var unknown = await host.Client.VerifyAsync((Requests.Sts with { AccessKeyId = "AKIAUNKNOWNUNKNOWN12" }).Sign().ToMessage());
        var inactive = await host.Client.VerifyAsync((Requests.Sts with { AccessKeyId = VerifierHost.InactiveKey }).Sign().ToMessage());

        Assert.Equal(
            [
                FailureReason.RevokedSession, FailureReason.InvalidSessionToken, FailureReason.UnknownAccessKey,
                FailureReason.UnknownAccessKey, FailureReason.InactiveAccessKey,
            ],
            new[] { revoked, foreign, without, unknown, inactive }.Select(reply => reply.Failure.Reason));
        Assert.All(
            new[] { revoked, foreign, without, unknown, inactive },
            reply => Assert.Equal(("InvalidClientTokenId", 403), (reply.Failure.Code, reply.Failure.HttpStatus)));
    }

    [Fact]
    public async Task A_session_is_expired_from_its_instant_on_and_gone_with_its_role()
    {
        var signer = Messages.Session with { Time = "20260102T040404Z" };
        host.Time.SetUtcNow(Requests.SignedAt.AddHours(1).AddSeconds(-1));
        var before = await host.Client.VerifyAsync(signer.Sign().ToMessage());
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var at = await host.Client.VerifyAsync(signer.Sign().ToMessage());
        await host.Directory.ChangeAsync(
            snapshot => new(snapshot.Version + 1, [], [new EntityKey(AccountId.Parse(VerifierHost.Account), EntityKind.Role, "deploy")]), default);
        var after = await host.Client.VerifyAsync(signer.Sign().ToMessage());

        Assert.True(before.Authenticated);
        Assert.Equal((FailureReason.ExpiredSession, "ExpiredToken"), (at.Failure.Reason, at.Failure.Code));
        Assert.Equal((FailureReason.PrincipalGone, "InvalidClientTokenId"), (after.Failure.Reason, after.Failure.Code));
    }

    [Fact]
    public async Task A_signature_out_of_its_window_is_judged_at_its_receipt_when_that_is_told()
    {
        var message = Messages.Signed();
        host.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));

        var late = await host.Client.VerifyAsync(message);
        message.ReceivedAt = Timestamp.FromDateTimeOffset(Requests.SignedAt);
        var received = await host.Client.VerifyAsync(message);

        Assert.Equal(FailureReason.SignatureTooOld, late.Failure.Reason);
        Assert.StartsWith("Signature expired: 20260102T030405Z is now earlier than ", late.Failure.Message, StringComparison.Ordinal);
        Assert.True(received.Authenticated);
    }

    [Fact]
    public async Task What_the_caller_pins_is_required_and_what_it_does_not_pin_is_accepted()
    {
        var fitting = await host.Client.VerifyAsync(Messages.Signed().With(m =>
        {
            m.ExpectedService = "sts";
            m.ExpectedRegions.AddRange(["us-east-1", Requests.Region]);
        }));
        var elsewhere = await host.Client.VerifyAsync(Messages.Signed().With(m => m.ExpectedRegions.Add("us-east-1")));
        var other = await host.Client.VerifyAsync(Messages.Signed().With(m => m.ExpectedService = "iam"));

        Assert.True(fitting.Authenticated);
        Assert.Equal((FailureReason.ScopeMismatch, "Credential should be scoped to a valid region."), (elsewhere.Failure.Reason, elsewhere.Failure.Message));
        Assert.Equal("Credential should be scoped to correct service: 'iam'.", other.Failure.Message);
    }

    [Fact]
    public async Task Header_lines_keep_their_order_and_their_duplicates()
    {
        var message = Requests.Sts.With("X-List", "b").With("x-list", "a").Sign().ToMessage();
        var swapped = message.Clone();
        var lines = swapped.Headers.Where(header => header.Name.Equals("x-list", StringComparison.OrdinalIgnoreCase)).ToArray();
        (lines[0].Value, lines[1].Value) = (lines[1].Value, lines[0].Value);

        var asSigned = await host.Client.VerifyAsync(message);
        var asSwapped = await host.Client.VerifyAsync(swapped);
        var twice = await host.Client.VerifyAsync(Messages.Signed().With(m => m.Headers.Add(m.Headers.Single(h => h.Name == "Authorization").Clone())));

        Assert.True(asSigned.Authenticated);
        Assert.Equal(FailureReason.SignatureMismatch, asSwapped.Failure.Reason);
        Assert.Equal(FailureReason.DuplicateField, twice.Failure.Reason);
    }

    [Fact]
    public async Task Octets_that_are_no_utf8_travel_as_bytes_and_text_stands_for_its_utf8()
    {
        string latin = "caf\u00e9", utf8AsOctets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(latin));
        var asBytes = Requests.Sts.With("X-Note", latin).Sign().ToMessage();
        asBytes.Headers.Single(header => header.Name == "X-Note").ValueBytes = ByteString.CopyFrom(Encoding.Latin1.GetBytes(latin));
        var asText = Requests.Sts.With("X-Note", utf8AsOctets).Sign().ToMessage();
        asText.Headers.Single(header => header.Name == "X-Note").Value = latin;
        var target = (Requests.StsGet with { Target = "/\u00ff?a=\u00fe" }).Sign().ToMessage();
        target.RawTargetBytes = ByteString.CopyFrom(Encoding.Latin1.GetBytes(target.RawTarget));

        Assert.True((await host.Client.VerifyAsync(asBytes)).Authenticated);
        Assert.True((await host.Client.VerifyAsync(asText)).Authenticated);
        Assert.True((await host.Client.VerifyAsync(target)).Authenticated);
    }

    [Fact]
    public async Task The_body_may_be_given_by_its_digest()
    {
        byte[] digest = Convert.FromHexString(Requests.Sha256(Requests.CallerIdentityForm));

        var binary = await host.Client.VerifyAsync(Messages.Signed().With(m => m.BodySha256 = ByteString.CopyFrom(digest)));
        var hex = await host.Client.VerifyAsync(Messages.Signed().With(m => m.BodySha256 = ByteString.CopyFromUtf8(Convert.ToHexString(digest))));
        var wrong = await host.Client.VerifyAsync(Messages.Signed().With(m => m.BodySha256 = ByteString.CopyFrom(new byte[32])));

        Assert.True(binary.Authenticated);
        Assert.True(hex.Authenticated);
        Assert.Equal(FailureReason.SignatureMismatch, wrong.Failure.Reason);
    }

    [Fact]
    public async Task An_altered_s3_body_is_told_from_an_altered_request()
    {
        var message = Requests.S3.Sign().ToMessage();

        var whole = await host.Client.VerifyAsync(message);
        message.Body = ByteString.CopyFromUtf8("hallo");
        var altered = await host.Client.VerifyAsync(message);

        Assert.True(whole.Authenticated);
        Assert.Equal(
            (FailureReason.BodyMismatch, "XAmzContentSHA256Mismatch", 400),
            (altered.Failure.Reason, altered.Failure.Code, altered.Failure.HttpStatus));
    }

    [Fact]
    public async Task An_unsigned_payload_is_taken_only_where_the_caller_allows_it()
    {
        var message = Requests.Sts.With("x-amz-content-sha256", "UNSIGNED-PAYLOAD").Sign().ToMessage();

        var refused = await host.Client.VerifyAsync(message);
        message.AllowUnsignedPayload = true;
        var allowed = await host.Client.VerifyAsync(message);

        Assert.Equal(FailureReason.UnsignedPayloadRefused, refused.Failure.Reason);
        Assert.True(allowed.Authenticated);
    }

    [Fact]
    public async Task The_authority_counts_as_the_host()
    {
        var alone = Messages.Signed();
        alone.Headers.Single(header => header.Name == "Host").Name = ":authority";
        var beside = Messages.Signed();
        beside.Headers.Insert(0, new Header { Name = ":authority", Value = "sts.eu-west-1.amazonaws.com" });
        var contrary = Messages.Signed();
        contrary.Headers.Insert(0, new Header { Name = ":authority", Value = "elsewhere.example" });

        Assert.True((await host.Client.VerifyAsync(alone)).Authenticated);
        Assert.True((await host.Client.VerifyAsync(beside)).Authenticated);
        Assert.Equal(FailureReason.DuplicateField, (await host.Client.VerifyAsync(contrary)).Failure.Reason);
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused_as_its_service_would()
    {
        var message = new VerifyRequest { Method = "GET", RawTarget = "/", Headers = { new Header { Name = "host", Value = "h" } } };

        var query = await host.Client.VerifyAsync(message);
        message.ExpectedService = "dynamodb";
        var dynamo = await host.Client.VerifyAsync(message);

        Assert.Equal((FailureReason.MissingAuthentication, "MissingAuthenticationToken"), (query.Failure.Reason, query.Failure.Code));
        Assert.Equal(("MissingAuthenticationTokenException", 400), (dynamo.Failure.Code, dynamo.Failure.HttpStatus));
    }

    [Fact]
    public async Task A_store_that_is_down_lets_nothing_through_and_recovery_is_seen_at_once()
    {
        host.Sessions.IsDown = true;
        var down = await Assert.ThrowsAsync<RpcException>(() => host.Client.VerifyAsync(Messages.Session.Sign().ToMessage()).ResponseAsync);
        host.Sessions.IsDown = false;
        var up = await host.Client.VerifyAsync(Messages.Session.Sign().ToMessage());

        Assert.Equal(StatusCode.Unavailable, down.StatusCode);
        Assert.True(up.Authenticated);
    }
}
