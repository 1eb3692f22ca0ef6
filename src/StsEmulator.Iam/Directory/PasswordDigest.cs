using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>A password as the directory keeps it: PBKDF2-SHA256 with a salt of its own, in a text that says how it was made.</summary>
[JsonConverter(typeof(Converter))]
public sealed class PasswordDigest
{
    /// <summary>
    /// Rounds of new digests. A few milliseconds: seeds bring passwords of test users by the hundred, and a sign-in page must not be a
    /// way to keep a processor busy. The text names its own number, so that this one may be raised.
    /// </summary>
    public const int Iterations = 10_000;

    private const int SaltLength = 16, HashLength = 32, MostIterations = 10_000_000, MostOctets = 1024;
    private const string Scheme = "pbkdf2-sha256";

    private readonly int iterations;
    private readonly byte[] salt;
    private readonly byte[] hash;

    private PasswordDigest(int iterations, byte[] salt, byte[] hash)
    {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /// <summary>Digests a password with a new salt.</summary>
    public static PasswordDigest Of(string password, IdentifierGenerator ids)
    {
        byte[] salt = ids.Key(SaltLength);
        return new PasswordDigest(Iterations, salt, Derive(password, salt, Iterations));
    }

    /// <summary>Gives a digest that no password is known to have, to compare with where there is none.</summary>
    public static PasswordDigest None() => new(Iterations, new byte[SaltLength], new byte[HashLength]);

    /// <summary>Reads the stored text, <c>pbkdf2-sha256$iterations$salt$hash</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PasswordDigest? digest)
    {
        digest = null;
        string[] parts = text?.Split('$') ?? [];
        if (parts.Length != 4 || parts[0] != Scheme
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            || iterations is < 1 or > MostIterations)
        {
            return false;
        }
        byte[] salt = new byte[MostOctets], hash = new byte[MostOctets];
        if (!Convert.TryFromBase64String(parts[2], salt, out int saltLength) || saltLength == 0
            || !Convert.TryFromBase64String(parts[3], hash, out int hashLength) || hashLength != HashLength)
        {
            return false;
        }
        digest = new PasswordDigest(iterations, salt[..saltLength], hash[..hashLength]);
        return true;
    }

    /// <summary>Says in constant time whether this is the digest of a password.</summary>
    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash);

    /// <summary>Gives the stored text; it is nothing to show to people.</summary>
    public string ToStoredText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    // INVARIANT: what can be guessed against stays out of every generated text.
    public override string ToString() => nameof(PasswordDigest);

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, HashLength);

    /// <summary>The stored text in JSON.</summary>
    internal sealed class Converter : JsonConverter<PasswordDigest>
    {
        public override PasswordDigest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var digest) ? digest : throw new JsonException("A stored password has the form pbkdf2-sha256$iterations$salt$hash.");

        public override void Write(Utf8JsonWriter writer, PasswordDigest value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToStoredText());
    }
}
