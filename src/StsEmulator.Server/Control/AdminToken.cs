using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Server.Control;

/// <summary>The admin token as a request presents it: <c>Authorization: Bearer TOKEN</c>, compared in constant time.</summary>
internal static class AdminToken
{
    private const string Scheme = "Bearer ";

    public static bool IsPresented(HttpRequest request, string? configured)
    {
        if (configured is null || request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        // Digests have one length, so that not even the token's length shows.
        Span<byte> presented = stackalloc byte[32], expected = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), presented);
        SHA256.HashData(Encoding.UTF8.GetBytes(configured), expected);
        return CryptographicOperations.FixedTimeEquals(presented, expected);
    }
}
