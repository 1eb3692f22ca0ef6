using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Metadata.Instances;

/// <summary>Identifiers that look real and follow from the instance id, so that every start and every replica makes the same.</summary>
internal static class DerivedIdentifiers
{
    /// <summary>A digest of its own for each thing of an instance.</summary>
    public static byte[] Digest(string instanceId, string thing) => SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}/{thing}"));

    public static string ResourceId(string prefix, string instanceId, string thing) => ResourceId(prefix, Digest(instanceId, thing));

    /// <summary>A resource id of 17 digits, the first of which is 0 as in most real ones.</summary>
    public static string ResourceId(string prefix, ReadOnlySpan<byte> digest) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-0{BinaryPrimitives.ReadUInt64BigEndian(digest):x16}");

    /// <summary>A locally administered address, as those of EC2 are.</summary>
    public static string MacAddress(string instanceId, string thing)
    {
        byte[] digest = Digest(instanceId, thing);
        return string.Create(
            CultureInfo.InvariantCulture, $"0a:{digest[0]:x2}:{digest[1]:x2}:{digest[2]:x2}:{digest[3]:x2}:{digest[4]:x2}");
    }

    /// <summary>An OpenSSH public key whose private half nobody has.</summary>
    public static string PublicKey(string instanceId, string keyName)
    {
        // RFC 8709, section 4: the name of the algorithm and 32 bytes, each after its length.
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Digest(instanceId, "public-key")];
        return $"ssh-ed25519 {Convert.ToBase64String(blob)} {keyName}";
    }
}
