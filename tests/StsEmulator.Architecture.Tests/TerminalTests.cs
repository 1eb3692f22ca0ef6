using System.Reflection;
using NetArchTest.Rules;

namespace StsEmulator.Architecture.Tests;

/// <summary>Standard output belongs to the commands: everything else returns a value or logs. (Other projects: a build error.)</summary>
public sealed class TerminalTests
{
    [Fact]
    public void Only_the_commands_of_the_server_write_to_the_terminal()
    {
        var server = Repository.SourceProjects.Single(project => project.Name == "StsEmulator.Server");

        var result = Types.InAssembly(Assembly.LoadFrom(server.AssemblyPath))
            .That().DoNotResideInNamespaceStartingWith("StsEmulator.Server.Commands").And().DoNotHaveName("Program")
            .ShouldNot().HaveDependencyOn("System.Console")
            .GetResult();

        Assert.True(result.IsSuccessful,
            $"`{string.Join("`, `", result.FailingTypeNames ?? [])}` uses System.Console: move it to src/StsEmulator.Server/Commands, or log.");
    }
}
