using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StsEmulator.Architecture.Tests;

/// <summary>References point inward only, and no edge knows another edge. The picture is in docs/architecture.md.</summary>
public sealed class ReferenceTests
{
    private const string SigV4 = "StsEmulator.SigV4", Iam = "StsEmulator.Iam", Protocols = "StsEmulator.Protocols",
        Federation = "StsEmulator.Federation", Server = "StsEmulator.Server";

    /// <summary>What each project may see, from the inside out.</summary>
    private static readonly Dictionary<string, string[]> Inward = new()
    {
        [SigV4] = [],
        [Iam] = [SigV4],
        ["StsEmulator.Redis"] = [Iam, SigV4],
        ["StsEmulator.Sqlite"] = [Iam, SigV4],
        [Protocols] = [Iam, SigV4],
        [Federation] = [Iam, SigV4],
        ["StsEmulator.Sts"] = [Protocols, Federation, Iam, SigV4],
        ["StsEmulator.IamApi"] = [Protocols, Federation, Iam, SigV4],
        ["StsEmulator.Metadata"] = [Protocols, Federation, Iam, SigV4],
        ["StsEmulator.IdentityProvider"] = [Protocols, Federation, Iam, SigV4],
        ["StsEmulator.Ldap"] = ["StsEmulator.IdentityProvider", Protocols, Federation, Iam, SigV4],
        ["StsEmulator.Verifier"] = [Protocols, Iam, SigV4],
        ["StsEmulator.AspNetCore"] = [Protocols, Iam, SigV4],
    };

    public static TheoryData<string> ProjectNames => [.. Repository.SourceProjects.Select(project => project.Name)];

    [Theory, MemberData(nameof(ProjectNames))]
    public void A_project_file_refers_only_to_projects_further_in(string name)
    {
        var project = Find(name);

        var outward = project.ProjectReferences.Except(Allowed(name));

        Assert.True(!outward.Any(),
            $"`{name}` may not refer to `{string.Join(", ", outward)}`: declare a port further in and implement it further out.");
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void An_assembly_uses_only_assemblies_of_projects_further_in(string name)
    {
        var project = Find(name);

        var outward = AssembliesUsedBy(project)
            .Where(assembly => Repository.SourceProjects.Any(other => other.AssemblyName == assembly))
            .Except(Allowed(name));

        Assert.True(!outward.Any(),
            $"`{name}` uses `{string.Join(", ", outward)}`: declare a port further in and implement it further out.");
    }

    [Theory, InlineData(SigV4), InlineData(Iam)]
    public void The_core_needs_nothing_but_the_base_class_library(string name)
    {
        var project = Find(name);

        var needed = project.PackageReferences.Concat(project.FrameworkReferences);

        Assert.True(!needed.Any(),
            $"`{name}` refers to `{string.Join(", ", needed)}`: packages belong to the outer project that implements the port.");
    }

    private static SourceProject Find(string name) => Repository.SourceProjects.Single(project => project.Name == name);

    private static IEnumerable<string> Allowed(string name)
    {
        if (name == Server)
            return Repository.SourceProjects.Select(project => project.Name).Where(other => other != Server);

        Assert.True(Inward.TryGetValue(name, out var allowed),
            $"`{name}` is new: say in {nameof(ReferenceTests)}.{nameof(Inward)} and in docs/architecture.md which projects it may see.");
        return allowed;
    }

    private static List<string> AssembliesUsedBy(SourceProject project)
    {
        using var file = new PEReader(File.OpenRead(project.AssemblyPath));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
