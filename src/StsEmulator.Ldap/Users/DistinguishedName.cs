using System.Globalization;
using System.Text;

namespace StsEmulator.Ldap.Users;

/// <summary>Reads the first part of a DN (RFC 4514), which names an entry among its neighbours.</summary>
internal static class DistinguishedName
{
    /// <summary>Gives the value of the first part, such as <c>dev</c> for <c>cn=dev,ou=groups</c>; a text that is no DN stands for itself.</summary>
    public static string FirstValue(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !IsType(text.AsSpan(0, equals).Trim()))
            return text;
        List<byte> value = [];
        for (int i = equals + 1; i < text.Length && text[i] is not (',' or '+'); i++)
        {
            if (text[i] == '\\' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out byte escaped))
            {
                value.Add(escaped);
                i += 2;
            }
            else
            {
                if (text[i] == '\\' && i + 1 < text.Length)
                    i++;
                // A character outside the basic plane is two.
                int width = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                value.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, width)));
                i += width - 1;
            }
        }
        return Encoding.UTF8.GetString([.. value]).Trim();
    }

    private static bool IsType(ReadOnlySpan<char> type)
    {
        foreach (char c in type)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
                return false;
        }
        return true;
    }
}
