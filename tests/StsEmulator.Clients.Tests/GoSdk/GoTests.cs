using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.GoSdk;

/// <summary>
/// The SDK for Go as Debian packages it, where it is installed. It is built from the package's sources without modules, so nothing is fetched.
/// </summary>
public sealed class GoTests(SharedEmulator shared)
{
    private const string Packages = "/usr/share/gocode";

    [Fact]
    public async Task Without_keys_the_instance_profile_is_found()
    {
        Assert.SkipUnless(
            ClientProgram.Find("go") is not null && Directory.Exists(Packages + "/src/github.com/aws/aws-sdk-go-v2"),
            "The SDK for Go (`golang-go`, `golang-github-aws-aws-sdk-go-v2-dev`) is not installed.");

        var identity = await new ClientProgram(shared.Process).JsonAsync(
            "go",
            ["run", Path.Combine(ClientProgram.SourceFolder, "go", "identity.go")],
            [new("GO111MODULE", "off"), new("GOPATH", Packages), new("GOFLAGS", "")]);

        Assert.Equal("EC2RoleProvider", identity.GetProperty("Provider").GetString());
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0", identity.GetProperty("Arn").GetString());
    }
}
