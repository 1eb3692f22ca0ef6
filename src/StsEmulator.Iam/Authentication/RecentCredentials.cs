using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>
/// What recent requests were signed with, so that the next one by the same key need not put it together again. It decides nothing: the
/// directory and the session are looked up for every request, and what is remembered counts only for the very same ones.
/// </summary>
internal sealed class RecentCredentials
{
    /// <summary>A power of two. Keys that fall on one place take turns with it.</summary>
    private const int Places = 1024;

    private readonly RecentCredential?[] places = new RecentCredential?[Places];

    public RecentCredential? Find(ReadOnlySpan<char> accessKeyId) =>
        Volatile.Read(ref places[PlaceOf(accessKeyId)]) is { } recent && accessKeyId.SequenceEqual(recent.AccessKeyId) ? recent : null;

    public void Keep(RecentCredential credential) => Volatile.Write(ref places[PlaceOf(credential.AccessKeyId)], credential);

    /// <remarks>Randomised per process, so that nobody can send keys that fall on one place.</remarks>
    [SuppressMessage("Globalization", "CA1307", Justification = "The ordinal hash is the only one without a comparison.")]
    private static int PlaceOf(ReadOnlySpan<char> accessKeyId) => string.GetHashCode(accessKeyId) & (Places - 1);
}

/// <summary>One access key, and what it stood for in one version of the directory.</summary>
internal sealed class RecentCredential(KnownCredentials known)
{
    /// <summary>Longer tokens are no issued ones; what is kept stays bounded.</summary>
    private const int LongestToken = 2048;

    private string? token;

    public string AccessKeyId => known.AccessKeyId;

    public DirectorySnapshot Directory => known.Directory!;

    public KnownCredentials Known => known;

    /// <summary>Says whether a presented token is the session's. One that was is kept, and the next compared with it instead of hashed.</summary>
    public bool IsTokenOf(Session session, in PresentedSignature presented)
    {
        if (token is { } verified)
            return presented.SessionTokenIs(verified) || HasDigestOf(session, presented);
        if (!HasDigestOf(session, presented))
            return false;
        if (presented.SessionToken is { Length: <= LongestToken } text)
            token = text;
        return true;
    }

    private static bool HasDigestOf(Session session, in PresentedSignature presented)
    {
        Span<byte> digest = stackalloc byte[32];
        presented.HashSessionToken(digest);
        return session.TokenDigest.Equals(new SessionTokenDigest(digest));
    }

    // INVARIANT: the token is a secret and stays out of every generated text.
    public override string ToString() => $"RecentCredential {AccessKeyId}";
}
