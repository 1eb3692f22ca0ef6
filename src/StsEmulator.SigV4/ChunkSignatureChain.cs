using System.Security.Cryptography;

namespace StsEmulator.SigV4;

/// <summary>The chain that chunk signatures form: each covers the one before it, the first one the request's.</summary>
internal sealed class ChunkSignatureChain
{
    private readonly PresentedSignature _presented;
    private readonly SigningKey _key;
    private readonly byte[] _previous = new byte[32];
    private readonly OctetBuffer _text = new();

    /// <remarks>INVARIANT: the presented signature has been verified, so that it is 64 hexadecimal digits.</remarks>
    public ChunkSignatureChain(in PresentedSignature presented, SigningKey key)
    {
        _presented = presented;
        _key = key;
        if (!LowerHex.TryReadDigest(presented.Signature.Span, _previous))
            throw new ArgumentException("The seed of a chunk chain is a verified signature.", nameof(presented));
    }

    /// <summary>Verifies the next chunk; the empty one that ends the data included.</summary>
    public bool TryContinue(ReadOnlySpan<byte> data, ReadOnlySpan<char> signature)
    {
        _text.Clear();
        _text.Write("AWS4-HMAC-SHA256-PAYLOAD\n"u8);
        StringToSign.WriteTimeAndScope(_presented, _text);
        StringToSign.WriteHex(_previous, _text);
        _text.Write("\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"u8);
        return TrySign(data, signature);
    }

    /// <summary>Verifies the trailer, given as <c>name:value\n</c> for each line.</summary>
    public bool TryEnd(ReadOnlySpan<byte> trailer, ReadOnlySpan<char> signature)
    {
        _text.Clear();
        _text.Write("AWS4-HMAC-SHA256-TRAILER\n"u8);
        StringToSign.WriteTimeAndScope(_presented, _text);
        StringToSign.WriteHex(_previous, _text);
        _text.Write((byte)'\n');
        return TrySign(trailer, signature);
    }

    private bool TrySign(ReadOnlySpan<byte> covered, ReadOnlySpan<char> signature)
    {
        Span<byte> digest = stackalloc byte[32], given = stackalloc byte[32];
        SignatureWorkspace.Current.Hash(covered, digest);
        StringToSign.WriteHex(digest, _text);
        _key.Sign(_text.Written, _previous);
        return LowerHex.TryReadDigest(signature, given) && CryptographicOperations.FixedTimeEquals(given, _previous);
    }
}
