using StsEmulator.Iam.Identifiers;
using StsEmulator.Server.Randomness;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

/// <summary>A folder of seed files that goes with the test.</summary>
internal sealed class SeedFolder : IDisposable
{
    public const string Trust =
        """{ Version: "2012-10-17", Statement: [ { Effect: Allow, Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" } ] }""";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sts-emulator-seed");

    public string Write(string name, string content)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    public static (Seed? Seed, List<string> Problems) Load(params string[] paths)
    {
        SeedLoader loader = new(new IdentifierGenerator(new OperatingSystemRandom()), Now);
        loader.TryLoad(paths, out var seed);
        return (seed, loader.Problems.Select(problem => $"{Path.GetFileName(problem.Place.File)}:{problem.Place.Line}: {problem.Message}").ToList());
    }

    /// <summary>Loads one file of this content.</summary>
    public static (Seed? Seed, List<string> Problems) LoadText(string content)
    {
        using SeedFolder folder = new();
        return Load(folder.Write("seed.yaml", content));
    }

    /// <summary>Loads a seed of one account with this written under it, which begins at line 3.</summary>
    public static (Seed? Seed, List<string> Problems) LoadAccount(string content) => LoadText(
        "Accounts:\n  - AccountId: \"123456789012\"\n" + string.Join('\n', content.Split('\n').Select(line => "    " + line)));

    public void Dispose() => folder.Delete(recursive: true);
}
