using System.Globalization;
using StsEmulator.Iam.Mfa;

namespace StsEmulator.Sts.Tests.Operations;

public sealed partial class AssumeRoleTests
{
    private const string Session = "RoleSessionName";
    private const string AlicesArn = "arn:aws:iam::111122223333:user/team/alice";
    private const string BobsArn = "arn:aws:iam::111122223333:user/bob";
    private const string OnlyS3 = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";

    [Fact]
    public async Task The_answer_has_the_shape_of_the_service()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn);

        Assert.Equal(
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleResult>
                <AssumedRoleUser>
                  <AssumedRoleId>AROARTX3GSDSQWORKER23:s1</AssumedRoleId>
                  <Arn>arn:aws:sts::111122223333:assumed-role/Worker/s1</Arn>
                </AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>{AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{SecretAccessKey}</SecretAccessKey>
                  <SessionToken>{SessionToken}</SessionToken>
                  <Expiration>2026-03-01T13:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </AssumeRoleResponse>

            """,
            answer.Golden);
    }

    [Fact]
    public async Task Packed_size_and_source_identity_follow_when_there_is_something_to_say()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn,
            ("SourceIdentity", "alice"), ("Policy", OnlyS3), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", ""), ("DurationSeconds", "+0900"));

        answer.ShouldSucceed();
        Assert.Contains(
            """
                  <Expiration>2026-03-01T12:15:00Z</Expiration>
                </Credentials>
                <PackedPolicySize>3</PackedPolicySize>
                <SourceIdentity>alice</SourceIdentity>
              </AssumeRoleResult>

            """,
            answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_form_has_a_number_for_the_time_and_null_for_what_is_absent()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync((StsCall.Of("AssumeRole", ("RoleArn", Given.WorkerArn), (Session, "s1")) with { Credentials = Given.Alice })
            .With("accept", "application/json"));

        Assert.Equal(
            """{"AssumeRoleResponse":{"AssumeRoleResult":{"AssumedRoleUser":{"AssumedRoleId":"AROARTX3GSDSQWORKER23:s1","Arn":"arn:aws:sts::111122223333:assumed-role/Worker/s1"},"Credentials":{"AccessKeyId":"{AccessKeyId}","SecretAccessKey":"{SecretAccessKey}","SessionToken":"{SessionToken}","Expiration":1772370000},"PackedPolicySize":null,"SourceIdentity":null},"ResponseMetadata":{"RequestId":"{RequestId}"}}}""",
            answer.Golden);
    }

    [Fact]
    public async Task Every_call_makes_a_session_of_its_own()
    {
        await using var sts = await StsFixture.StartAsync();

        var first = await sts.AssumeAsync(Given.Alice);
        var second = await sts.AssumeAsync(Given.Alice);

        Assert.NotEqual(first, second);
        Assert.StartsWith("ASIARTX3GSDS", first.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal("s1", (await sts.CallAsync(first, "GetCallerIdentity")).Find("Arn")!.Split('/')[^1]);
        Assert.Equal("s1", (await sts.CallAsync(second, "GetCallerIdentity")).Find("Arn")!.Split('/')[^1]);
    }

    [Theory]
    [InlineData("abc", null)]
    [InlineData("900.0", null)]
    [InlineData("2147483648", null)]
    [InlineData("-2147483649", null)]
    [InlineData(" 900", null)]
    [InlineData("900\0", null)]
    [InlineData("", "missing value for decimal type")]
    public async Task A_number_that_is_none_is_malformed_input_before_anything_else(string duration, string? message)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "AssumeRole", ("DurationSeconds", duration));

        answer.ShouldBe(400, "MalformedInput", message);
        Assert.Equal(message is not null, answer.Body.Contains("<Message>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("900")]
    [InlineData("7200")]
    public async Task Durations_run_from_a_quarter_of_an_hour_to_the_roles_maximum(string duration)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("DurationSeconds", duration));

        var expiration = StsFixture.Start.AddSeconds(int.Parse(duration, CultureInfo.InvariantCulture));
        Assert.Equal(expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), answer.Find("Expiration"));
    }

    [Theory]
    [InlineData("899", "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData("43201", "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200")]
    [InlineData("43200", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    [InlineData("7201", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    public async Task Durations_outside_are_refused(string duration, string message)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("DurationSeconds", duration));

        answer.ShouldBe(400, "ValidationError", message);
    }

    [Fact]
    public async Task All_failed_constraints_are_told_together()
    {
        await using var sts = await StsFixture.StartAsync();

        var absent = await sts.CallAsync(Given.Alice, "AssumeRole");
        var empty = await sts.CallAsync(Given.Alice, "AssumeRole", ("RoleArn", ""), (Session, ""));

        absent.ShouldBe(400, "ValidationError",
            "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null");
        empty.ShouldBe(400, "ValidationError",
            @"3 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+; "
            + "Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; "
            + "Value '' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2");
    }

    [Theory]
    [InlineData(Session, "s", "roleSessionName", "length greater than or equal to 2")]
    [InlineData("ExternalId", "x", "externalId", "length greater than or equal to 2")]
    [InlineData("SerialNumber", "12345678", "serialNumber", "length greater than or equal to 9")]
    [InlineData("TokenCode", "12345", "tokenCode", "length greater than or equal to 6")]
    [InlineData("TokenCode", "1234567", "tokenCode", "length less than or equal to 6")]
    [InlineData("SourceIdentity", "s", "sourceIdentity", "length greater than or equal to 2")]
    [InlineData("Tags.member.1.Key", "", "tags.1.member.key", @"regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+")]
    [InlineData(Session, "a b", "roleSessionName", @"regular expression pattern: [\w+=,.@-]*")]
    [InlineData(Session, "\u00e4\u00e4", "roleSessionName", @"regular expression pattern: [\w+=,.@-]*")]
    [InlineData("ExternalId", "a b", "externalId", @"regular expression pattern: [\w+=,.@:\/-]*")]
    [InlineData("SerialNumber", "123456 789", "serialNumber", @"regular expression pattern: [\w+=/:,.@-]*")]
    [InlineData("TokenCode", "12345x", "tokenCode", @"regular expression pattern: [\d]*")]
    [InlineData("Policy", "\u0100", "policy", @"regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+")]
    [InlineData("PolicyArns.member.1.arn", "short", "policyArns.1.member.arn", "length greater than or equal to 20")]
    [InlineData("TransitiveTagKeys.member.1", "a*", "transitiveTagKeys.1.member", @"regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+")]
    public async Task Each_parameter_has_its_constraints(string name, string value, string path, string constraint)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "AssumeRole", ("RoleArn", Given.WorkerArn), (name, value), (Session, "s1"));

        Assert.Equal((400, "ValidationError"), ((int)answer.Status, answer.Code));
        Assert.Contains(
            $"Value '{value}' at '{path}' failed to satisfy constraint: Member must {(constraint[0] == 'l' ? "have" : "satisfy")} {constraint}",
            answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_taken_to_their_full_length()
    {
        await using var sts = await StsFixture.StartAsync();
        string longest = new('n', 64);

        var fits = await sts.CallAsync(Given.Alice, "AssumeRole", ("RoleArn", Given.WorkerArn), (Session, longest), ("SourceIdentity", longest));
        var tooLong = await sts.CallAsync(Given.Alice, "AssumeRole", ("RoleArn", Given.WorkerArn), (Session, longest + "n"));

        fits.ShouldSucceed();
        tooLong.ShouldBe(400, "ValidationError",
            $"1 validation error detected: Value '{longest}n' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64");
    }

    [Theory]
    [InlineData("nothing-valid-in-here-at-all")]
    [InlineData("arn::b:::something/test-role")]
    [InlineData("arn:a::::something/test-role")]
    [InlineData("arn:a:::something/test-role")]
    [InlineData("arn:a:a::aaaaaaaaaa:")]
    [InlineData("arn:aws:iam::111122223333:role:Worker")]
    public async Task A_text_that_is_no_arn_is_told_back(string roleArn)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Root, roleArn);

        answer.ShouldBe(400, "ValidationError", roleArn + " is invalid");
    }

    [Theory]
    [InlineData("arn:a:b:::something/test-role")]
    [InlineData("arn:aws:iam::111122223333:role/Nobody")]
    [InlineData("arn:aws:iam::111122223333:role/Worker")]
    [InlineData("arn:aws:iam::111122223333:role/app/worker")]
    [InlineData("arn:aws:iam::999999999999:role/Worker")]
    [InlineData("arn:aws-cn:iam::111122223333:role/app/Worker")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Worker/s1")]
    public async Task A_role_that_does_not_exist_is_answered_like_one_that_refuses(string roleArn)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, roleArn, ("DurationSeconds", "43200"));

        answer.ShouldBe(403, "AccessDenied", $"User: {AlicesArn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}");
    }

    [Fact]
    public async Task Root_may_not_assume_a_role_whatever_else_is_wrong()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Root, "arn:aws:iam::111122223333:role/Nobody",
            ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "A"), ("Tags.member.2.Value", "2"));

        answer.ShouldBe(403, "AccessDenied", "Roles may not be assumed by root accounts.");
    }

    [Fact]
    public async Task A_role_that_trusts_the_account_needs_the_callers_own_policy_too()
    {
        await using var sts = await StsFixture.StartAsync();

        var denied = await AssumeAsync(sts, Given.Bob, Given.WorkerArn);
        var named = await AssumeAsync(sts, Given.Bob, Given.OpenArn);
        var stranger = await AssumeAsync(sts, Given.Carol, Given.WorkerArn);

        denied.ShouldBe(403, "AccessDenied", $"User: {BobsArn} is not authorized to perform: sts:AssumeRole on resource: {Given.WorkerArn}");
        named.ShouldSucceed();
        stranger.ShouldBe(403, "AccessDenied",
            $"User: arn:aws:iam::444455556666:user/carol is not authorized to perform: sts:AssumeRole on resource: {Given.WorkerArn}");
    }

    [Fact]
    public async Task Tags_are_checked_against_each_other()
    {
        await using var sts = await StsFixture.StartAsync();

        var duplicate = await AssumeAsync(sts, Given.Alice, Given.WorkerArn,
            ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "TEAM"), ("Tags.member.2.Value", "2"));
        var foreign = await AssumeAsync(sts, Given.Alice, Given.WorkerArn,
            ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "1"), ("TransitiveTagKeys.member.1", "cost"));
        var reserved = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("Tags.member.1.Key", "AWS:x"), ("Tags.member.1.Value", "1"));

        duplicate.ShouldBe(400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        foreign.ShouldBe(400, "InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.");
        Assert.Equal((400, "InvalidParameterValue"), ((int)reserved.Status, reserved.Code));
    }

    [Fact]
    public async Task A_transitive_tag_cannot_be_set_again_on_a_later_hop()
    {
        await using var sts = await StsFixture.StartAsync();
        var first = await sts.AssumeAsync(Given.Alice, parameters:
            [("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "1"), ("TransitiveTagKeys.member.1", "team")]);

        var conflict = await AssumeAsync(sts, first, Given.WorkerArn, ("Tags.member.1.Key", "TEAM"), ("Tags.member.1.Value", "2"));
        var plain = await AssumeAsync(sts, first, Given.WorkerArn);

        conflict.ShouldBe(400, "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        plain.ShouldSucceed();
        Assert.NotNull(plain.Find("PackedPolicySize"));
    }

    [Fact]
    public async Task Fifty_tags_are_the_most()
    {
        await using var sts = await StsFixture.StartAsync();

        var fifty = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, Tags(50));
        var more = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, Tags(51));

        fifty.ShouldSucceed();
        Assert.Equal((400, "ValidationError"), ((int)more.Status, more.Code));
        Assert.EndsWith("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50", more.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_chained_for_an_hour_at_most()
    {
        await using var sts = await StsFixture.StartAsync();
        var role = await sts.AssumeAsync(Given.Alice);
        var user = (await sts.CallAsync(Given.Alice, "GetSessionToken")).Credentials;

        var answers = await Task.WhenAll(new[] { role, user }.Select(session => AssumeAsync(sts, session, Given.WorkerArn, ("DurationSeconds", "3601"))));
        var both = await AssumeAsync(sts, role, Given.WorkerArn, ("DurationSeconds", "7201"));
        var hour = await AssumeAsync(sts, role, Given.WorkerArn, ("DurationSeconds", "3600"));

        Assert.All(answers, answer => answer.ShouldBe(
            400, "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."));
        both.ShouldBe(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        hour.ShouldSucceed();
    }

    [Fact]
    public async Task A_denied_session_is_named_by_its_session_arn()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice);

        var answer = await AssumeAsync(sts, session, Given.OpenArn);

        answer.ShouldBe(403, "AccessDenied",
            $"User: arn:aws:sts::111122223333:assumed-role/Worker/s1 is not authorized to perform: sts:AssumeRole on resource: {Given.OpenArn}");
    }

    [Fact]
    public async Task Tagging_and_source_identity_are_permissions_of_their_own()
    {
        await using var sts = await StsFixture.StartAsync(
            Given.Role(Given.Home, "Plain", "AROARTX3GSDSQPLAIN234", """{"AWS":"111122223333"}""", "\"sts:AssumeRole\""));
        const string plain = "arn:aws:iam::111122223333:role/Plain";

        var bare = await AssumeAsync(sts, Given.Alice, plain);
        var tagged = await AssumeAsync(sts, Given.Alice, plain, ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"));
        var identified = await AssumeAsync(sts, Given.Alice, plain, ("SourceIdentity", "alice"));

        bare.ShouldSucceed();
        tagged.ShouldBe(403, "AccessDenied", $"User: {AlicesArn} is not authorized to perform: sts:TagSession on resource: {plain}");
        identified.ShouldBe(403, "AccessDenied", $"User: {AlicesArn} is not authorized to perform: sts:SetSourceIdentity on resource: {plain}");
    }

    [Fact]
    public async Task A_source_identity_stays_for_good()
    {
        await using var sts = await StsFixture.StartAsync();
        var session = await sts.AssumeAsync(Given.Alice, parameters: ("SourceIdentity", "alice"));

        var unsaid = await AssumeAsync(sts, session, Given.WorkerArn);
        var same = await AssumeAsync(sts, session, Given.WorkerArn, ("SourceIdentity", "alice"));
        var other = await AssumeAsync(sts, session, Given.WorkerArn, ("SourceIdentity", "mallory"));

        Assert.Equal("alice", unsaid.Find("SourceIdentity"));
        Assert.Equal("alice", same.Find("SourceIdentity"));
        Assert.Equal((403, "AccessDenied"), ((int)other.Status, other.Code));
    }

    [Fact]
    public async Task A_source_identity_of_the_vendor_is_refused()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("SourceIdentity", "aws=x"));

        // The pattern has no colon, so the reserved prefix never gets as far as its own rule.
        answer.ShouldSucceed();
        Assert.Equal(400, (int)(await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("SourceIdentity", "aws:x"))).Status);
    }

    [Fact]
    public async Task An_external_id_counts_only_where_the_trust_asks_for_it()
    {
        await using var sts = await StsFixture.StartAsync(Given.Role(Given.Elsewhere, "Partner", "AROAWO645SY5APARTNER2", """{"AWS":"111122223333"}""",
            condition: """{"StringEquals":{"sts:ExternalId":"secret-7"}}"""));
        const string partner = "arn:aws:iam::444455556666:role/Partner";

        var right = await AssumeAsync(sts, Given.Alice, partner, ("ExternalId", "secret-7"));
        var wrong = await AssumeAsync(sts, Given.Alice, partner, ("ExternalId", "secret-8"));
        var missing = await AssumeAsync(sts, Given.Alice, partner);
        var unneeded = await AssumeAsync(sts, Given.Alice, Given.WorkerArn, ("ExternalId", "whatever"));

        right.ShouldSucceed();
        Assert.All([wrong, missing], answer => answer.ShouldBe(
            403, "AccessDenied", $"User: {AlicesArn} is not authorized to perform: sts:AssumeRole on resource: {partner}"));
        unneeded.ShouldSucceed();
    }

    [Fact]
    public async Task Mfa_is_checked_and_a_code_works_once()
    {
        await using var sts = await StsFixture.StartAsync(Given.Role(Given.Home, "Guarded", "AROARTX3GSDSQGUARDED2", $$"""{"AWS":"{{Given.BobId}}"}""",
            condition: """{"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"60"}}"""));
        const string guarded = "arn:aws:iam::111122223333:role/Guarded";
        string code = TimeBasedCode.Compute(Given.MfaSeed, StsFixture.Start)!;

        var without = await AssumeAsync(sts, Given.Bob, guarded);
        var half = await AssumeAsync(sts, Given.Bob, guarded, ("SerialNumber", Given.BobMfa));
        var otherHalf = await AssumeAsync(sts, Given.Bob, guarded, ("TokenCode", code));
        var unknown = await AssumeAsync(sts, Given.Bob, guarded, ("SerialNumber", Given.BobMfa + "x"), ("TokenCode", code));
        var foreign = await AssumeAsync(sts, Given.Alice, guarded, ("SerialNumber", Given.BobMfa), ("TokenCode", code));
        var wrong = await AssumeAsync(sts, Given.Bob, guarded, ("SerialNumber", Given.BobMfa), ("TokenCode", code == "000000" ? "000001" : "000000"));
        var right = await AssumeAsync(sts, Given.Bob, guarded, ("SerialNumber", Given.BobMfa), ("TokenCode", code));
        var again = await AssumeAsync(sts, Given.Bob, guarded, ("SerialNumber", Given.BobMfa), ("TokenCode", code));

        without.ShouldBe(403, "AccessDenied", $"User: {BobsArn} is not authorized to perform: sts:AssumeRole on resource: {guarded}");
        Assert.All([half, otherHalf], answer => answer.ShouldBe(
            403, "AccessDenied", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code."));
        Assert.All([unknown, foreign], answer => answer.ShouldBe(403, "AccessDenied",
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user."));
        right.ShouldSucceed();
        Assert.All([wrong, again], answer => answer.ShouldBe(
            403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code."));
    }

    [Fact]
    public async Task A_federated_user_may_not_assume_a_role()
    {
        await using var sts = await StsFixture.StartAsync();
        var federated = (await sts.CallAsync(Given.Alice, "GetFederationToken", ("Name", "fred"), ("Policy", Given.Anything))).Credentials;

        var answer = await AssumeAsync(sts, federated, Given.OpenArn);

        answer.ShouldBe(403, "AccessDenied",
            $"User: arn:aws:sts::111122223333:federated-user/fred is not authorized to perform: sts:AssumeRole on resource: {Given.OpenArn}");
    }

    [Fact]
    public async Task No_context_provider_is_trusted()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await AssumeAsync(sts, Given.Alice, Given.WorkerArn,
            ("ProvidedContexts.member.1.ProviderArn", "arn:aws:iam::aws:contextProvider/IdentityCenter"),
            ("ProvidedContexts.member.1.ContextAssertion", "assertion"));

        Assert.Equal((400, "ValidationError"), ((int)answer.Status, answer.Code));
    }

    private static Task<StsAnswer> AssumeAsync(
        StsFixture sts, Credentials caller, string roleArn, params (string Name, string Value)[] parameters) =>
        sts.CallAsync(caller, "AssumeRole", [("RoleArn", roleArn), (Session, "s1"), .. parameters]);

    private static (string, string)[] Tags(int count, string value = "") =>
    [
        .. Enumerable.Range(1, count).SelectMany(i => new[] { ($"Tags.member.{i}.Key", $"key{i}"), ($"Tags.member.{i}.Value", value) }),
    ];
}
