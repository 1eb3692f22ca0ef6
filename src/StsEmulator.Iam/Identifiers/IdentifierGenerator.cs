using System.Buffers.Text;

namespace StsEmulator.Iam.Identifiers;

/// <summary>The one generator of ids, secrets and tokens.</summary>
public sealed class IdentifierGenerator(IRandomSource random)
{
    /// <summary>The start of every session token: base64 of a fixed header, as clients see it on current tokens.</summary>
    private const string TokenPrefix = "IQoJb3JpZ2luX2Vj";

    /// <summary>Random bytes in a token; with the prefix this makes 696 characters, inside the usual 300 to 1100.</summary>
    private const int TokenBytes = 510;

    /// <summary>A new temporary access key id: <c>ASIA</c> and 16 characters that encode the account.</summary>
    public AccessKeyId TemporaryAccessKeyId(AccountId account) => AccessKeyId.Parse(Encoded("ASIA", account, extra: 0));

    /// <summary>A new long-term access key id: <c>AKIA</c> and 16 characters that encode the account.</summary>
    public AccessKeyId LongTermAccessKeyId(AccountId account) => AccessKeyId.Parse(Encoded("AKIA", account, extra: 0));

    /// <summary>A new unique id: prefix and 17 characters, of which the first 16 encode the account.</summary>
    public string UniqueId(UniqueIdKind kind, AccountId account) => Encoded(Prefix(kind), account, extra: 1);

    /// <summary>A new id of an SSH public key: <c>APKA</c> and 16 characters that encode the account.</summary>
    public string SshPublicKeyId(AccountId account) => Encoded("APKA", account, extra: 0);

    /// <summary>A new secret access key: 40 characters of the base64 alphabet, 240 random bits.</summary>
    public string SecretAccessKey()
    {
        Span<byte> bytes = stackalloc byte[30];
        random.Fill(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>A new session token: opaque standard base64 that only the store can tie to a session.</summary>
    public string SessionToken()
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        random.Fill(bytes);
        Span<byte> encoded = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(TokenBytes)];
        Base64.EncodeToUtf8(bytes, encoded, out _, out int written);
        return string.Create(TokenPrefix.Length + written, encoded[..written], static (token, text) =>
        {
            TokenPrefix.CopyTo(token);
            System.Text.Ascii.ToUtf16(text, token[TokenPrefix.Length..], out _);
        });
    }

    /// <summary>A new random UUID (version 4), as request ids are.</summary>
    public Guid RequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A new secret of the given number of bytes, for keys that replicas share.</summary>
    public byte[] Key(int length)
    {
        byte[] key = new byte[length];
        random.Fill(key);
        return key;
    }

    private static string Prefix(UniqueIdKind kind) => kind switch
    {
        UniqueIdKind.User => "AIDA",
        UniqueIdKind.Role => "AROA",
        UniqueIdKind.Group => "AGPA",
        UniqueIdKind.InstanceProfile => "AIPA",
        UniqueIdKind.ManagedPolicy => "ANPA",
        UniqueIdKind.PolicyVersion => "ANVA",
        UniqueIdKind.ServiceSpecificCredential => "ACCA",
        UniqueIdKind.ServerCertificate => "ASCA",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private string Encoded(string prefix, AccountId account, int extra)
    {
        Span<byte> bytes = stackalloc byte[6];
        random.Fill(bytes);
        Span<char> text = stackalloc char[prefix.Length + 16 + extra];
        prefix.CopyTo(text);
        EncodedAccount.Write(account, bytes[..5], text[prefix.Length..]);
        if (extra == 1)
            text[^1] = EncodedAccount.ToBase32(bytes[5]);
        return new string(text);
    }
}
