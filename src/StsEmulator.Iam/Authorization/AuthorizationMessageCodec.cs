using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Authorization;

/// <summary>
/// Encodes why a request was denied into text that only the account's own principals can open, on any replica: AES-256-GCM under a
/// key of the store, bound to the account.
/// </summary>
public sealed class AuthorizationMessageCodec(ISharedValueStore values, IdentifierGenerator identifiers)
{
    /// <summary>The longest text that DecodeAuthorizationMessage takes. Source: STS API model, encodedMessageType.</summary>
    public const int MaximumEncodedLength = 10_240;

    private const string KeyName = "authorization-message-key";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The longest message that fits: base64 makes four characters of three bytes.</summary>
    public const int MaximumMessageLength = MaximumEncodedLength / 4 * 3 - NonceLength - TagLength;

    /// <summary>Encodes a message of at most <see cref="MaximumMessageLength"/> UTF-8 bytes.</summary>
    public async ValueTask<string> EncodeAsync(string message, AccountId account, CancellationToken cancellationToken)
    {
        byte[] plain = Encoding.UTF8.GetBytes(message);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, MaximumMessageLength, nameof(message));
        byte[] key = await KeyAsync(cancellationToken);
        byte[] sealedMessage = new byte[NonceLength + plain.Length + TagLength];
        identifiers.Key(NonceLength).CopyTo(sealedMessage, 0);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            sealedMessage.AsSpan(0, NonceLength), plain, sealedMessage.AsSpan(NonceLength, plain.Length),
            sealedMessage.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(account.ToString()));
        return Convert.ToBase64String(sealedMessage).Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Decodes a message of this account; null for anything else.</summary>
    public async ValueTask<string?> DecodeAsync(string encoded, AccountId account, CancellationToken cancellationToken)
    {
        byte[] sealedMessage = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Replace('-', '+').Replace('_', '/'), sealedMessage, out int length)
            || length < NonceLength + TagLength)
        {
            return null;
        }
        byte[] key = await KeyAsync(cancellationToken);
        byte[] plain = new byte[length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                sealedMessage.AsSpan(0, NonceLength), sealedMessage.AsSpan(NonceLength, plain.Length),
                sealedMessage.AsSpan(NonceLength + plain.Length, TagLength), plain, Encoding.UTF8.GetBytes(account.ToString()));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }

    private ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken) =>
        values.GetOrAddAsync(KeyName, identifiers.Key(32), lifetime: null, cancellationToken);
}
