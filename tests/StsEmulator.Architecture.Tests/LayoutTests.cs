using System.Text.RegularExpressions;

namespace StsEmulator.Architecture.Tests;

/// <summary>Where files lie, what they are called and how long they get.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 500;

    private static readonly string[] Drawers = ["Utils", "Util", "Utilities", "Helpers", "Helper", "Common", "Misc", "Shared"];

    [Fact]
    public void No_folder_is_a_drawer_for_things_without_a_name()
    {
        var drawers = Repository.Folders
            .Where(folder => Drawers.Contains(folder.Name, StringComparer.OrdinalIgnoreCase))
            .Select(Repository.RelativePath);

        AssertNone(drawers, "A folder is a domain noun; find the noun that its files are about");
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold()
    {
        var tooLong =
            from file in Repository.CSharpFiles
            let lines = File.ReadLines(file.FullName).Count()
            where lines > LongestFile
            select $"{Repository.RelativePath(file)} ({lines} lines)";

        AssertNone(tooLong, $"No file passes {LongestFile} lines; look for the missing noun and give it a file");
    }

    [Fact]
    public void A_namespace_equals_its_folder()
    {
        var misplaced =
            from project in Repository.SourceProjects
            from file in project.CSharpFiles
            let expected = NamespaceOf(project, file)
            from declared in NamespaceDeclaration.Matches(File.ReadAllText(file.FullName)).Select(match => match.Groups[1].Value)
            where declared != expected
            select $"{Repository.RelativePath(file)} declares {declared}, its folder says {expected}";

        AssertNone(misplaced, "Move the file or rename the namespace");
    }

    [Fact]
    public void A_source_file_with_types_declares_a_namespace()
    {
        var homeless =
            from project in Repository.SourceProjects
            from file in project.CSharpFiles
            where file.Name != "Program.cs"
            let text = File.ReadAllText(file.FullName)
            where TypeDeclaration.IsMatch(text) && !NamespaceDeclaration.IsMatch(text)
            select Repository.RelativePath(file);

        AssertNone(homeless, "Declare the file-scoped namespace of the folder");
    }

    [Fact]
    public void A_project_with_code_has_a_test_project_of_the_same_name()
    {
        var untested = Repository.SourceProjects
            .Where(project => project.CSharpFiles.Any(file => file.Name != "Program.cs"))
            .Select(project => $"{project.Name}.Tests")
            .Except(Repository.TestProjects.Select(project => project.Name));

        AssertNone(untested.Select(name => $"tests/{name}"), "Tests mirror src project by project; add");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root.FullName, "StsEmulator.sln")).Replace('\\', '/');

        var missing = Repository.SourceProjects.Concat(Repository.TestProjects)
            .Select(project => Repository.RelativePath(project.File))
            .Where(path => !solution.Contains(path, StringComparison.Ordinal));

        AssertNone(missing, "Not built by `make build`; run `dotnet sln add` for");
    }

    private static string NamespaceOf(SourceProject project, FileInfo file)
    {
        var folder = Path.GetRelativePath(project.File.DirectoryName!, file.DirectoryName!);
        return folder == "." ? project.Name : $"{project.Name}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private static void AssertNone(IEnumerable<string> violations, string advice) =>
        Assert.True(!violations.Any(), $"{advice}: {string.Join("; ", violations)}");

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration { get; }

    [GeneratedRegex(@"^\s*(public|internal|file|sealed|static|abstract|readonly|partial)\b.*\b(class|record|struct|interface|enum)\s+\w", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration { get; }
}
