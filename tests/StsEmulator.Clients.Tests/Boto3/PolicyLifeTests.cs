using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Boto3;

/// <summary>A managed policy with its versions and attachments, kept by boto3, and what it means to a session that lives through its changes.</summary>
public sealed class PolicyLifeTests(SharedEmulator shared)
{
    [Fact]
    public async Task A_policy_decides_about_live_sessions_as_it_stands_from_its_creation_to_its_end()
    {
        Assert.SkipUnless(ClientProgram.Find("python3") is not null, "Python (`python3`) is not on PATH.");
        await using var emulator = await shared.StartOwnAsync();
        ClientProgram program = new(emulator);
        var import = await program.RunAsync("python3", ["-c", "import boto3"]);
        Assert.SkipUnless(import.ExitCode == 0, "boto3 is not installed for `python3`.");

        var answers = await program.JsonAsync("python3", [Path.Combine(ClientProgram.SourceFolder, "python", "policy_life.py")], ClientProgram.AdminKeys);

        Dictionary<string, string> expected = new()
        {
            ["Decisions"] = """["AccessDenied", "AccessDenied", "allowed", "AccessDenied", "allowed", "AccessDenied", "allowed", "AccessDenied"]""",
            ["Arn"] = "\"arn:aws:iam::123456789012:policy/reading\"",
            ["Read"] = """["v2", 1, true, [{"Key": "k", "Value": "v"}]]""",
            ["Versions"] = """["v2", "v1"]""",
            ["Groups"] = """["readers"]""",
            ["Simulated"] = """["allowed", "implicitDeny"]""",
            ["MatchedBy"] = "\"reading\"",
            ["GroupList"] = """[["readers"]]""",
            ["Documents"] = """[["sts:AssumeRole"], ["s3:GetObject"]]""",
            ["Granting"] = """["reading"]""",
            ["TooEarly"] = """["DeleteConflict", "DeleteConflict"]""",
            ["Gone"] = "\"NoSuchEntity\"",
            ["Inline"] = """["sts:AssumeRole"]""",
        };
        Assert.Equal(expected, answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.GetRawText()));
    }
}
