using System.Text.Json;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>boto3, where it is installed.</summary>
public sealed class Boto3Tests(SharedEmulator shared)
{
    private readonly ClientProgram program = new(shared.Process);

    [Fact]
    public async Task The_default_chain_finds_the_instance_profile()
    {
        var identity = await RunAsync("identity.py");

        Assert.Equal("iam-role", identity.GetProperty("Method").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task The_default_chain_prefers_a_web_identity_token_to_the_instance_profile()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, shared.Tokens.Token(TimeProvider.System.GetUtcNow()));

        var identity = await RunAsync(
            "identity.py", new("AWS_WEB_IDENTITY_TOKEN_FILE", file), new("AWS_ROLE_ARN", ClientSeed.FederatedRole), new("AWS_ROLE_SESSION_NAME", "pod"));

        File.Delete(file);
        Assert.Equal("assume-role-with-web-identity", identity.GetProperty("Method").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/federated/pod", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task A_SAML_response_becomes_a_session()
    {
        var session = await RunAsync(
            "assume_role_with_saml.py", new("TEST_ROLE_ARN", ClientSeed.SamlRole), new("TEST_PROVIDER_ARN", ClientSeed.SamlProviderArn),
            new("TEST_RESPONSE", shared.Saml.Response(TimeProvider.System.GetUtcNow())));

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/saml/alice", session.GetProperty("Arn").GetString());
        Assert.Equal(("alice", "persistent"), (session.GetProperty("Subject").GetString(), session.GetProperty("SubjectType").GetString()));
    }

    [Fact]
    public async Task Session_tags_of_any_script_survive_the_signature_and_reach_a_trust_policy()
    {
        var session = await RunAsync(
            "assume_role.py",
            [
                .. ClientProgram.AdminKeys, new("TEST_ROLE_ARN", ClientSeed.DemoRole), new("TEST_CHAINED_ROLE_ARN", ClientSeed.TeamRole),
                new("TEST_TEAM", ClientSeed.Team),
            ]);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/boto3", session.GetProperty("Arn").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/team/chained", session.GetProperty("ChainedArn").GetString());
    }

    [Fact]
    public async Task Outbound_tokens_root_sessions_and_delegated_tokens_parse()
    {
        var answers = await RunAsync(
            "outbound.py", [.. ClientProgram.AdminKeys, new("TEST_ROLE_ARN", ClientSeed.DemoRole), new("TEST_MEMBER", ClientSeed.Member)]);

        Assert.StartsWith(new Uri(shared.Process.AwsUrl, "/outbound/").ToString(), answers.GetProperty("Issuer").GetString(), StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::123456789012:user/admin", answers.GetProperty("Subject").GetString());
        Assert.Equal("7", answers.GetProperty("Tags").GetProperty("job").GetString());
        Assert.True(answers.GetProperty("IsTimely").GetBoolean());
        Assert.Equal($"arn:aws:iam::{ClientSeed.Member}:root", answers.GetProperty("Root").GetString());
        Assert.Equal((ClientSeed.DemoRole, "ASIA"), (answers.GetProperty("AssumedPrincipal").GetString(), answers.GetProperty("Delegated").GetString()));
        Assert.Equal("ExpiredTradeInTokenException", answers.GetProperty("Again").GetString());
    }

    [Fact]
    public async Task A_presigned_URL_is_held_to_the_header_it_signed()
    {
        var signed = await RunAsync("presign.py", [.. ClientProgram.AdminKeys, new("TEST_CLUSTER", PresignedUrl.Cluster)]);

        await PresignedUrl.AssertIsHeldToWhatWasSignedAsync(shared.Process, signed.GetProperty("Url").GetString()!);
    }

    [Fact]
    public async Task A_virtual_MFA_device_is_enabled_by_its_codes_and_works_with_STS_at_once()
    {
        var answers = await RunAsync("mfa.py", [.. ClientProgram.AdminKeys, new("TEST_ROLE_ARN", ClientSeed.DemoRole)]);

        Assert.Equal((64, "89504e47"), (answers.GetProperty("SeedLength").GetInt32(), answers.GetProperty("Picture").GetString()));
        Assert.Equal("InvalidAuthenticationCode", answers.GetProperty("Wrong").GetString());
        Assert.Equal("ASIA", answers.GetProperty("Session").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/mfa", answers.GetProperty("Arn").GetString());
        Assert.Equal("arn:aws:iam::123456789012:mfa/boto3", Assert.Single(answers.GetProperty("Devices").EnumerateArray()).GetString());
        Assert.Equal("admin", Assert.Single(answers.GetProperty("Owners").EnumerateArray()).GetString());
        Assert.Equal(["N/A", "sts"], answers.GetProperty("LastUsed").EnumerateArray().Select(used => used.GetString()));
    }

    [Fact]
    public async Task Password_policy_login_profile_credential_report_and_summary_parse()
    {
        var answers = await RunAsync("account.py", [.. ClientProgram.AdminKeys]);

        Assert.True(answers.GetProperty("Expire").GetBoolean());
        Assert.Equal(("PasswordPolicyViolation", true), (answers.GetProperty("Weak").GetString(), answers.GetProperty("MustReset").GetBoolean()));
        Assert.Equal("ReportNotPresent", answers.GetProperty("Before").GetString());
        Assert.Equal(["STARTED", "COMPLETE"], answers.GetProperty("States").EnumerateArray().Select(state => state.GetString()));
        Assert.Equal(("true", "not_supported"), (answers.GetProperty("PasswordEnabled").GetString(), answers.GetProperty("Root").GetString()));
        Assert.Equal((5000, 34), (answers.GetProperty("UsersQuota").GetInt32(), answers.GetProperty("Quotas").GetInt32()));
    }

    private async Task<JsonElement> RunAsync(string file, params KeyValuePair<string, string>[] environment)
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");
        return await program.JsonAsync("python3", [Path.Combine(ClientProgram.SourceFolder, "python", file)], environment);
    }
}
