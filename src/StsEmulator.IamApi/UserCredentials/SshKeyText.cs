using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.IamApi.UserCredentials;

/// <summary>
/// An RSA public key in the two forms that the API takes and gives: a line of OpenSSH (RFC 4253, section 6.6), and PEM.
/// </summary>
/// <param name="Blob">The key as SSH carries it, which the fingerprint is made of.</param>
internal sealed record SshKeyText(byte[] Blob, RSAParameters Key)
{
    /// <summary>The shortest key. Source: IAM User Guide, "Use SSH keys and SSH with CodeCommit".</summary>
    private const int ShortestBits = 2048;

    private const string Algorithm = "ssh-rsa";

    /// <summary>Gets the MD5 of the key as pairs of hexadecimal digits.</summary>
    public string Fingerprint
    {
        get
        {
#pragma warning disable CA5351 // The service's fingerprints are MD5; they name a key and protect nothing.
            byte[] hash = MD5.HashData(Blob);
#pragma warning restore CA5351
            return string.Join(':', hash.Select(octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Says whether a text is in one of the two forms at all.</summary>
    public static bool IsRecognized(string text) =>
        text.StartsWith(Algorithm + " ", StringComparison.Ordinal) || text.TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal);

    /// <summary>Reads a key; null when it is none, or too short.</summary>
    public static SshKeyText? Parse(string text)
    {
        var key = text.StartsWith(Algorithm, StringComparison.Ordinal) ? ParseLine(text) : ParsePem(text);
        if (key is not { Modulus: { } modulus, Exponent: { } exponent } || Bits(modulus) < ShortestBits)
            return null;
        return new SshKeyText([.. Field(Encoding.ASCII.GetBytes(Algorithm)), .. Field(Positive(exponent)), .. Field(Positive(modulus))], key.Value);
    }

    public string ToLine() => $"{Algorithm} {Convert.ToBase64String(Blob)}";

    public string ToPem()
    {
        using var rsa = RSA.Create(Key);
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    private static RSAParameters? ParsePem(string text)
    {
        // Whoever sends a private key by mistake shall not have it stored.
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return null;
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(text);
            return rsa.ExportParameters(includePrivateParameters: false);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static RSAParameters? ParseLine(string text)
    {
        string[] parts = text.Trim().Split(' ', 3);
        byte[] octets = new byte[text.Length];
        if (parts.Length < 2 || !Convert.TryFromBase64String(parts[1], octets, out int length))
            return null;
        ReadOnlySpan<byte> rest = octets.AsSpan(0, length);
        if (!TryTake(ref rest, out var name) || !name.SequenceEqual("ssh-rsa"u8)
            || !TryTake(ref rest, out var exponent) || !TryTake(ref rest, out var modulus) || !rest.IsEmpty)
        {
            return null;
        }
        var key = new RSAParameters { Exponent = exponent.TrimStart((byte)0).ToArray(), Modulus = modulus.TrimStart((byte)0).ToArray() };
        return key.Exponent.Length is 0 or > 8 || key.Modulus.Length == 0 ? null : key;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (rest.Length < sizeof(uint))
            return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - sizeof(uint))
            return false;
        field = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        return true;
    }

    private static byte[] Field(byte[] content)
    {
        byte[] field = new byte[sizeof(uint) + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(field, (uint)content.Length);
        content.CopyTo(field, sizeof(uint));
        return field;
    }

    /// <summary>A number whose first bit is set gets an octet before it, as RFC 4251 has positive numbers.</summary>
    private static byte[] Positive(byte[] number) => number[0] >= 0x80 ? [0, .. number] : number;

    private static int Bits(byte[] modulus) => (modulus.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)modulus[0] << 24);
}
