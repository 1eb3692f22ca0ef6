using System.Diagnostics;
using System.Text.Json;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Networks;

/// <summary>
/// Unmodified programs in a network where the metadata addresses are the emulator's: no endpoint variable but that of STS, so that the
/// identity can be asked for.
/// </summary>
public sealed class MetadataNetworkTests
{
    private const string InstanceArn = "arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0";

    /// <summary>The script's own exit code for what it cannot do here.</summary>
    private const int Impossible = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, InlineData("instance"), InlineData("chain")]
    public async Task The_SDK_for_JavaScript_is_the_instance_it_believes_to_run_on(string provider)
    {
        string program = Path.Combine(ClientProgram.SourceFolder, "javascript", "identity.mjs");

        using var identity = JsonDocument.Parse(await RunAsync("node", program, provider));

        Assert.Equal(InstanceArn, identity.RootElement.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task The_AWS_CLI_is_the_instance_it_believes_to_run_on()
    {
        Assert.SkipWhen(ClientProgram.Find("aws") is null, "The AWS CLI is not on this machine.");

        Assert.Equal(InstanceArn, (await RunAsync("aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")).Trim());
    }

    /// <summary>The oldest SDK here still asks port 80 whatever the endpoint's is, so only these addresses serve it.</summary>
    [Fact]
    public async Task The_SDK_for_Ruby_is_the_instance_it_believes_to_run_on()
    {
        Assert.SkipWhen(ClientProgram.Find("ruby") is null, "Ruby (`ruby`) is not on PATH.");
        string program = Path.Combine(ClientProgram.SourceFolder, "ruby", "identity.rb");

        string output = await RunAsync("ruby", program);

        Assert.SkipWhen(output.Trim() == "no SDK", "The SDK for Ruby (`ruby-aws-sdk-core`) is not installed.");
        using var identity = JsonDocument.Parse(output);
        Assert.Equal(InstanceArn, identity.RootElement.GetProperty("Arn").GetString());
    }

    [Theory, InlineData("169.254.169.254"), InlineData("[fd00:ec2::254]")]
    public async Task A_token_is_issued_at_either_address(string address)
    {
        Assert.SkipWhen(ClientProgram.Find("curl") is null, "curl is not on this machine.");
        Assert.SkipWhen(address[0] == '[' && !System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");

        string token = await RunAsync(
            "curl", "--silent", "--globoff", "--request", "PUT", "--header", "X-aws-ec2-metadata-token-ttl-seconds: 60",
            $"http://{address}/latest/api/token");

        Assert.InRange(token.Length, 40, 200);
    }

    private static async Task<string> RunAsync(params string[] command)
    {
        string script = Path.GetFullPath(Path.Combine(ClientProgram.SourceFolder, "..", "..", ".config", "in-metadata-network"));
        ProcessStartInfo start = new(script, ["--", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_REGION"] = start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(Path.GetTempPath(), "no-such-file");
        start.Environment["STS_EMULATOR_EXECUTABLE"] = EmulatorProcess.Executable;
        using var process = Process.Start(start)!;
        using CancellationTokenSource patience = new(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.SkipWhen(process.ExitCode == Impossible, await error);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
