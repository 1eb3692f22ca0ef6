using System.Text.Json;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>Roles and instance profiles, kept by boto3 as tools for infrastructure keep them, and what the rest of the emulator makes of a change.</summary>
public sealed class RoleLifeTests(SharedEmulator shared)
{
    [Fact]
    public async Task A_role_and_an_instance_profile_are_created_read_alike_changed_and_destroyed()
    {
        var answers = await RunAsync("role_life.py");

        Assert.True(answers.GetProperty("Document").GetBoolean());
        Assert.All(answers.GetProperty("Stable").EnumerateArray(), stable => Assert.True(stable.GetBoolean()));
        Assert.Equal("""["Changed", 7200, "ec2.amazonaws.com", [{"Key": "Owner", "Value": "me"}]]""", answers.GetProperty("Changed").GetRawText());
        Assert.True(answers.GetProperty("Restored").GetBoolean());
        Assert.Equal("""["arn:aws:iam::123456789012:policy/kept"]""", answers.GetProperty("Attached").GetRawText());
        Assert.All(answers.GetProperty("TooEarly").EnumerateArray(), code => Assert.Equal("DeleteConflict", code.GetString()));
        Assert.Equal(5, answers.GetProperty("TooEarly").GetArrayLength());
        Assert.Equal("""["NoSuchEntity", "NoSuchEntity", "NoSuchEntity"]""", answers.GetProperty("Gone").GetRawText());
    }

    [Fact]
    public async Task A_user_that_is_made_again_is_not_the_one_that_a_role_trusts()
    {
        var answers = await RunAsync("recreated_principal.py");

        Assert.Equal("arn:aws:iam::123456789012:user/alice", Text(answers, "Arn"));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/trusting/alice", Text(answers, "Trusted"));
        Assert.StartsWith("AIDA", Text(answers, "Id"), StringComparison.Ordinal);
        Assert.Equal("AccessDenied", Text(answers, "Again"));
        Assert.Equal((Text(answers, "Arn"), Text(answers, "Trusted")), (Text(answers, "Renewed"), Text(answers, "TrustedAgain")));
    }

    [Fact]
    public async Task An_instance_has_the_new_role_of_its_profile_at_once()
    {
        var answers = await RunAsync("instance_role.py");

        Assert.Equal(("demo", "fresh"), (Text(answers, "Before"), Text(answers, "After")));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/fresh/i-0123456789abcdef0", Text(answers, "Arn"));
    }

    private async Task<JsonElement> RunAsync(string file)
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        await using var emulator = await shared.StartOwnAsync();
        ClientProgram program = new(emulator);
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");
        return await program.JsonAsync("python3", [Path.Combine(ClientProgram.SourceFolder, "python", file)], ClientProgram.AdminKeys);
    }

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
