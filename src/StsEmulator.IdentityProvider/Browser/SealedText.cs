using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.IdentityProvider.Browser;

/// <summary>
/// Makes text that a browser or a client keeps for us and can neither read nor change: AES-256-GCM with a key of its own for every
/// purpose. All keys follow from one secret in the store, so that what one replica seals another opens; a reset makes it worthless.
/// </summary>
public sealed class SealedText(ISharedValueStore values, LiveDirectory directory, IdentifierGenerator identifiers)
{
    private const string SharedKey = "identity-provider/seal";

    private const int NonceLength = 12, TagLength = 16;

    private volatile Known? known;

    /// <summary>Seals bytes into base64url text.</summary>
    /// <param name="purpose">What the text is for; it opens for the same purpose only.</param>
    public async ValueTask<string> SealAsync(string purpose, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        byte[] key = await KeyAsync(purpose, cancellationToken);
        byte[] sealedBytes = new byte[NonceLength + content.Length + TagLength];
        identifiers.Key(NonceLength).CopyTo(sealedBytes, 0);
        using AesGcm cipher = new(key, TagLength);
        cipher.Encrypt(
            sealedBytes.AsSpan(0, NonceLength), content.Span, sealedBytes.AsSpan(NonceLength, content.Length), sealedBytes.AsSpan(NonceLength + content.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>Opens what was sealed for this purpose; null for anything else.</summary>
    public async ValueTask<byte[]?> OpenAsync(string purpose, string text, CancellationToken cancellationToken)
    {
        // A decoder asked to try throws at characters of another alphabet.
        if (!Base64Url.IsValid(text, out int length) || length < NonceLength + TagLength)
            return null;
        byte[] sealedBytes = Base64Url.DecodeFromChars(text);
        byte[] key = await KeyAsync(purpose, cancellationToken);
        byte[] content = new byte[length - NonceLength - TagLength];
        using AesGcm cipher = new(key, TagLength);
        try
        {
            cipher.Decrypt(
                sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, content.Length), sealedBytes.AsSpan(length - TagLength, TagLength), content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Gets a secret of 32 bytes for one purpose, the same on all replicas.</summary>
    public async ValueTask<byte[]> KeyAsync(string purpose, CancellationToken cancellationToken)
    {
        long generation = directory.Current.Generation;
        if (known is not { } held || held.Generation != generation)
        {
            byte[] secret = await values.GetOrAddAsync(SharedKey, identifiers.Key(32), lifetime: null, cancellationToken);
            known = held = new Known(generation, secret);
        }
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, held.Secret, 32, salt: [], Encoding.UTF8.GetBytes(purpose));
    }

    private sealed record Known(long Generation, byte[] Secret);
}
