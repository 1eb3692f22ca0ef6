using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StsEmulator.Architecture.Tests;

/// <summary>
/// The core does no I/O and knows no ambient clock, randomness or environment. The analyzer refuses most of it while compiling
/// (.config/BannedSymbols.Pure.txt); this reads what the compiled core really uses, so a suppression or a gap in that list is seen.
/// </summary>
public sealed class PurityTests
{
    private static readonly string[] Namespaces =
    [
        "System.Net.Http", "System.Net.Sockets", "System.Net.Security", "System.Net.NetworkInformation", "System.Net.WebSockets",
        "System.Net.Mail", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.IO.IsolatedStorage", "System.IO.Enumeration",
        "System.Timers", "System.Data", "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Win32",
    ];

    private static readonly string[] Types =
    [
        "System.Net.Dns", "System.Net.WebRequest", "System.Net.WebClient", "System.Net.HttpListener",
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher",
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.Path", "System.IO.RandomAccess",
        "System.Console", "System.Environment", "System.AppDomain", "System.Random", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Thread",
        "System.Threading.ThreadPool", "System.Threading.Timer", "System.Threading.PeriodicTimer",
        "System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.Parallel",
    ];

    private static readonly string[] Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.get_System", "System.TimeZoneInfo.get_Local", "System.Guid.NewGuid",
        "System.Guid.CreateVersion7", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.get_Factory",
    ];

    [Theory, InlineData("StsEmulator.SigV4"), InlineData("StsEmulator.Iam")]
    public void The_compiled_core_uses_nothing_ambient(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));

        var ambient = SymbolsUsedBy(file.GetMetadataReader()).Where(IsAmbient).Order();

        Assert.True(!ambient.Any(),
            $"`{name}` uses `{string.Join("`, `", ambient)}`: take it as a value, a TimeProvider or a port that an outer project implements.");
    }

    [Fact]
    public void Reading_what_an_assembly_uses_sees_types_and_members()
    {
        using var file = new PEReader(File.OpenRead(typeof(PurityTests).Assembly.Location));

        var used = SymbolsUsedBy(file.GetMetadataReader()).ToHashSet();

        Assert.Contains("System.IO.Path", used); // used above
        Assert.Contains("System.AppContext.get_BaseDirectory", used); // used above
        Assert.Contains(used, IsAmbient);
    }

    private static bool IsAmbient(string symbol) =>
        Types.Contains(symbol) || Members.Contains(symbol)
        || Namespaces.Any(name => symbol.StartsWith(name + ".", StringComparison.Ordinal));

    private static IEnumerable<string> SymbolsUsedBy(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeReferences)
            yield return NameOf(metadata, handle);

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
                yield return $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
        }
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
