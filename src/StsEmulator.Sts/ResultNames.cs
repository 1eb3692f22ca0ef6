using System.Collections.Concurrent;

namespace StsEmulator.Sts;

/// <summary>The names of result elements, made once for each operation.</summary>
internal static class ResultNames
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    /// <param name="action">The name of an operation in the table, so that the set is bounded.</param>
    public static string Of(string action) => Names.GetOrAdd(action, static name => name + "Result");
}
