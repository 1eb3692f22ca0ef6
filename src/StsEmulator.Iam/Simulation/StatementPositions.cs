using System.Text;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Iam.Simulation;

/// <summary>
/// Where a statement stands in its document, as the simulators tell it: from behind the token before it (the list's bracket, or the
/// statement before) to behind its own last brace. A lone statement begins behind its own first brace.
/// </summary>
/// <remarks>The starts are those of recorded answers; that of a second or later statement is unverified.</remarks>
internal static class StatementPositions
{
    public static (TextPosition Start, TextPosition End) Find(string document, int index)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(document);
        if (!JsonTree.TryRead(utf8, out var root, out _) || root.Find("Statement") is not { } statements)
            return (new TextPosition(1, 1), new TextPosition(1, 1));
        if (statements.Kind != JsonNodeKind.Array)
            return (At(utf8, statements.Start + 1), At(utf8, statements.End));
        int start = index == 0 ? statements.Start + 1 : statements.Items[index - 1].End;
        return (At(utf8, start), At(utf8, statements.Items[index].End));
    }

    private static TextPosition At(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..offset];
        int line = before.LastIndexOf((byte)'\n') + 1;
        return new TextPosition(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[line..]) + 1);
    }
}
