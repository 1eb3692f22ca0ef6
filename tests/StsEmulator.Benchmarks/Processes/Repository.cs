namespace StsEmulator.Benchmarks.Processes;

/// <summary>Where the built executables lie.</summary>
internal static class Repository
{
    /// <summary>Names the executable to measure in place of the ordinary build.</summary>
    private const string ExecutableVariable = "STS_EMULATOR_EXECUTABLE";

    private static readonly string Root = FindRoot();

    public static string Server => Environment.GetEnvironmentVariable(ExecutableVariable) is { Length: > 0 } chosen ? chosen : OrdinaryServer;

    public static string OrdinaryServer => Path.Combine(Root, "artifacts", "bin", "StsEmulator.Server", "release", "sts-emulator");

    /// <summary>Gets what <c>make publish</c> makes.</summary>
    public static string NativeServer => Path.Combine(Root, "artifacts", "publish", "native", "sts-emulator");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StsEmulator.sln")))
                return folder.FullName;
        }
        throw new BenchmarkUnavailableException("the benchmarks run from their build in the repository");
    }
}
