using System.Xml.Linq;

namespace StsEmulator.Architecture.Tests;

/// <summary>The working tree that these tests were built from, read as files.</summary>
internal static class Repository
{
    // What tools write; nothing in there was written by hand.
    private static readonly string[] ToolFolders = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules"];

    public static DirectoryInfo Root { get; } = FindRoot();

    public static IEnumerable<DirectoryInfo> Folders => FoldersBelow(Root);

    public static IEnumerable<FileInfo> CSharpFiles => Folders.SelectMany(folder => folder.EnumerateFiles("*.cs"));

    public static IReadOnlyList<SourceProject> SourceProjects { get; } = [.. ProjectsBelow("src")];

    public static IReadOnlyList<SourceProject> TestProjects { get; } = [.. ProjectsBelow("tests")];

    public static string RelativePath(FileSystemInfo entry) =>
        Path.GetRelativePath(Root.FullName, entry.FullName).Replace('\\', '/');

    private static IEnumerable<SourceProject> ProjectsBelow(string folder) =>
        from project in FoldersBelow(new DirectoryInfo(Path.Combine(Root.FullName, folder)))
        from file in project.EnumerateFiles("*.csproj")
        orderby file.Name
        select new SourceProject(file, XDocument.Load(file.FullName));

    private static IEnumerable<DirectoryInfo> FoldersBelow(DirectoryInfo folder) =>
        from child in folder.EnumerateDirectories()
        where !ToolFolders.Contains(child.Name)
        from found in FoldersBelow(child).Prepend(child)
        select found;

    private static DirectoryInfo FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StsEmulator.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No StsEmulator.sln in a folder above `{AppContext.BaseDirectory}`.");
    }
}

/// <summary>One project file and what it asks for.</summary>
internal sealed record SourceProject(FileInfo File, XDocument Content)
{
    public string Name => Path.GetFileNameWithoutExtension(File.Name);

    public string AssemblyName => Content.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll");

    public IEnumerable<string> ProjectReferences =>
        References("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => References("PackageReference");

    public IEnumerable<string> FrameworkReferences => References("FrameworkReference");

    public IEnumerable<FileInfo> CSharpFiles =>
        Repository.CSharpFiles.Where(file => file.FullName.StartsWith(File.DirectoryName + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private IEnumerable<string> References(string element) =>
        Content.Descendants(element).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
