using System.Globalization;
using System.Text;

namespace StsEmulator.IamApi.Tests;

/// <summary>docs/iam-operations.md is what the tables say.</summary>
public sealed class IamOperationsDocumentTests
{
    /// <summary>To write it anew, run with <c>STS_EMULATOR_WRITE_DOCS=1</c>.</summary>
    [Fact]
    public void Every_operation_of_the_model_is_listed_with_whether_it_is_here()
    {
        string file = DocsFile(), expected = Text();

        if (Environment.GetEnvironmentVariable("STS_EMULATOR_WRITE_DOCS") == "1")
            File.WriteAllText(file, expected);

        Assert.Equal(expected, File.Exists(file) ? File.ReadAllText(file) : "");
    }

    private static string Text()
    {
        var implemented = IamOperations.Actions.ToHashSet(StringComparer.Ordinal);
        var operations = IamModel.Operations.Order(StringComparer.Ordinal).ToList();
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The operations of the IAM API

            {operations.Count(implemented.Contains)} of the {operations.Count} operations of the published model (2010-05-08) are implemented. The others answer 501 `NotImplemented`
            with their name. This page is written by a test from the table of operations; see [iam-api.md](iam-api.md) for how to add one.

            | operation | here |
            | --- | --- |

            """);
        foreach (string operation in operations)
            text.Append(CultureInfo.InvariantCulture, $"| `{operation}` | {(implemented.Contains(operation) ? "yes" : "no")} |\n");
        return text.ToString();
    }

    private static string DocsFile()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StsEmulator.sln")))
                return Path.Combine(folder.FullName, "docs", "iam-operations.md");
        }
        throw new InvalidOperationException("The working tree is not above the tests.");
    }
}
