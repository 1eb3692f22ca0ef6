using System.Text.Json;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.CommandLine;

/// <summary>The AWS CLI, where it is installed.</summary>
public sealed class AwsCliTests(SharedEmulator shared)
{
    private readonly ClientProgram program = new(shared.Process);

    [Fact]
    public async Task An_assumed_role_is_who_its_credentials_say()
    {
        SkipUnlessInstalled();

        var assumed = await program.JsonAsync(
            "aws", ["sts", "assume-role", "--role-arn", ClientSeed.DemoRole, "--role-session-name", "cli"], ClientProgram.AdminKeys);
        var identity = await program.JsonAsync("aws", ["sts", "get-caller-identity"], KeysOf(assumed.GetProperty("Credentials")));

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/cli", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task A_wrong_secret_ends_with_the_services_own_words()
    {
        SkipUnlessInstalled();

        var outcome = await program.RunAsync(
            "aws", ["sts", "get-caller-identity"], [new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "tset")]);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(
            "(SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match", outcome.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_takes_credentials_from_the_emulators_own_credential_process()
    {
        SkipUnlessInstalled();
        string config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, $"""
            [profile emulator]
            credential_process = "{EmulatorProcess.Executable}" credentials --role-arn {ClientSeed.DemoRole} --role-session-name process --access-key-id test --secret-access-key test

            """);

        var identity = await program.JsonAsync("aws", ["sts", "get-caller-identity", "--profile", "emulator"], [new("AWS_CONFIG_FILE", config)]);

        File.Delete(config);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/process", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task A_profile_assumes_its_role_from_a_source_profile()
    {
        SkipUnlessInstalled();
        string config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, $"""
            [profile admin]
            aws_access_key_id = test
            aws_secret_access_key = test
            [profile demo]
            role_arn = {ClientSeed.DemoRole}
            role_session_name = profile
            source_profile = admin

            """);

        var identity = await program.JsonAsync("aws", ["sts", "get-caller-identity", "--profile", "demo"], [new("AWS_CONFIG_FILE", config)]);

        File.Delete(config);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/profile", identity.GetProperty("Arn").GetString());
    }

    private static KeyValuePair<string, string>[] KeysOf(JsonElement credentials) =>
    [
        new("AWS_ACCESS_KEY_ID", credentials.GetProperty("AccessKeyId").GetString()!),
        new("AWS_SECRET_ACCESS_KEY", credentials.GetProperty("SecretAccessKey").GetString()!),
        new("AWS_SESSION_TOKEN", credentials.GetProperty("SessionToken").GetString()!),
    ];

    private static void SkipUnlessInstalled() => Assert.SkipUnless(ClientProgram.Find("aws") is not null, "The AWS CLI (`aws`) is not on PATH.");
}
