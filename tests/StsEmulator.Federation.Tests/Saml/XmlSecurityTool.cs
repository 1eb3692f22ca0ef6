using System.Diagnostics;

namespace StsEmulator.Federation.Tests.Saml;

/// <summary>xmlsec1, another implementation of XML signatures and encryption, with files of its own.</summary>
internal sealed class XmlSecurityTool : IDisposable
{
    private const string Program = "xmlsec1";

    private readonly string folder = Directory.CreateTempSubdirectory("saml").FullName;

    public XmlSecurityTool()
    {
        string[] path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        Assert.SkipUnless(path.Any(place => File.Exists(Path.Combine(place, Program))), "xmlsec1 is not on PATH.");
    }

    public string Write(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs it and gives what it wrote to <c>--output</c>; fails the test when it fails.</summary>
    public async Task<string> RunAsync(string command, params string[] arguments)
    {
        string output = Path.Combine(folder, "output");
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[command, "--output", output, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        return File.Exists(output) ? await File.ReadAllTextAsync(output) : "";
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
