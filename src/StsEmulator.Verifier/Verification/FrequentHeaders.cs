using System.Text;

namespace StsEmulator.Verifier.Verification;

/// <summary>The header names that clients send and sign again and again, so that naming one makes no new text.</summary>
internal static class FrequentHeaders
{
    /// <summary>No longer than the longest of the names.</summary>
    public const int Longest = 32;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = new HashSet<string>(
        [
            "accept", "accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "cache-control", "content-encoding", "content-length",
            "content-md5", "content-type", "date", "host", "range", "user-agent", "x-amz-acl", "x-amz-checksum-mode", "x-amz-content-sha256",
            "x-amz-date", "x-amz-decoded-content-length", "x-amz-sdk-checksum-algorithm", "x-amz-security-token", "x-amz-target",
            "x-amz-trailer", "x-amz-user-agent",
        ],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Text(ReadOnlySpan<char> name) => Names.TryGetValue(name, out string? known) ? known : name.ToString();

    /// <summary>Gives the text of a name in ASCII.</summary>
    public static string Text(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
            return Encoding.ASCII.GetString(name);
        Span<char> text = stackalloc char[Longest];
        return Text(text[..Encoding.ASCII.GetChars(name, text)]);
    }
}
