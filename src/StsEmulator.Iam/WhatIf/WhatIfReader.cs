using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Reads what-if questions. Unknown names, wrong types and malformed policies are problems that name their place.</summary>
public static class WhatIfReader
{
    /// <summary>Reads the body of <c>POST /_sts/evaluate</c>: one case.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out WhatIfCase? question, [NotNullWhen(false)] out WhatIfProblem? problem) =>
        throw new NotImplementedException();

    /// <summary>Reads a file of cases: one case, an array of them, or an object whose <c>Cases</c> is such an array.</summary>
    public static bool TryReadFile(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out IReadOnlyList<WhatIfCase>? questions, [NotNullWhen(false)] out WhatIfProblem? problem) =>
        throw new NotImplementedException();
}
