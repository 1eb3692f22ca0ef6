using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace StsEmulator.Federation.Tokens;

/// <summary>A signed token taken apart (RFC 7515, compact serialization), not yet believed.</summary>
/// <param name="KeyId">The <c>kid</c> of the header, or null.</param>
/// <param name="SignedText">The octets that the signature covers: header, full stop, payload, as sent.</param>
internal sealed record CompactToken(SignatureAlgorithm Algorithm, string? KeyId, byte[] SignedText, byte[] Payload, byte[] Signature)
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Takes a token apart; null for whatever is no token signed with an accepted algorithm.</summary>
    public static CompactToken? TryRead(string token, int maximumLength)
    {
        var text = token.AsSpan().Trim(" \t\r\n");
        if (text.Length > maximumLength)
            return null;
        int first = text.IndexOf('.'), last = text.LastIndexOf('.');
        // A full stop between the two would be left in the payload and is not in the alphabet.
        if (first <= 0 || last <= first + 1 || last == text.Length - 1)
            return null;
        return Decode(text[..first]) is { } header
            && Decode(text[(first + 1)..last]) is { } payload
            && Decode(text[(last + 1)..]) is { } signature
            && TryReadHeader(header, out var algorithm, out string? keyId)
            ? new CompactToken(algorithm, keyId, Encoding.ASCII.GetBytes(text[..last].ToString()), payload, signature)
            : null;
    }

    // INVARIANT: the generated text of a record would print the payload.
    public override string ToString() => $"CompactToken {Algorithm}";

    /// <summary>Base64url as RFC 7515 section 2 has it: no padding, no white space, and one spelling only of each octet sequence.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Alphabet) || text.Length % 4 == 1)
            return null;
        byte[] octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, octets, out _, out int written) != OperationStatus.Done)
            return null;
        Span<char> tail = stackalloc char[4];
        int tailOctets = written % 3, tailChars = Base64Url.EncodeToChars(octets.AsSpan(written - tailOctets, tailOctets), tail);
        return text.EndsWith(tail[..tailChars]) ? octets[..written] : null;
    }

    private static bool TryReadHeader(byte[] header, out SignatureAlgorithm algorithm, out string? keyId)
    {
        algorithm = default;
        keyId = null;
        using var document = TokenJson.TryParseObject(header);
        if (document is null)
            return false;
        var root = document.RootElement;
        // RFC 7515 section 4.1.11: what is marked critical must be understood, and no extension is.
        if (root.TryGetProperty("crit", out _) || !TokenJson.TryText(root, "alg", out string? name) || name is null)
            return false;
        return SignatureAlgorithms.TryParse(name, out algorithm) && TokenJson.TryText(root, "kid", out keyId);
    }
}
