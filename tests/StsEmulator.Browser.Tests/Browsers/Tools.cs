namespace StsEmulator.Browser.Tests.Browsers;

/// <summary>Where the programs and files lie that the tests use.</summary>
internal static class Tools
{
    /// <summary>Gets the top of the working tree.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Gives the path of the first of these programs that this machine has; null when it has none.</summary>
    public static string? Find(params string[] names) =>
        (from name in names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         where folder.Length > 0
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StsEmulator.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No StsEmulator.sln in a folder above `{AppContext.BaseDirectory}`.");
    }
}
