using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>One session record. Texts that are a session's own lie in the cell; those it shares with the directory are references.</summary>
internal struct SessionCell
{
    /// <summary>The next cell of the bucket, or of the free ones.</summary>
    public int Next;

    public int Hash;

    /// <summary>Until when the record is kept, ticks of the machine clock.</summary>
    public long KeptUntil;

    private string? partition;
    private string? principalId;
    private string? principalName;
    private string? principalPath;
    private SessionFacts? facts;

    /// <summary>The texts, where they are longer than the cell has room for: none that the emulator issues is.</summary>
    private byte[]? longTexts;

    private AccountId account;
    private SessionTokenDigest tokenDigest;
    private long issuedAt;
    private long expiration;
    private long directoryVersion;
    private SessionKind kind;
    private byte accessKeyIdLength;
    private ushort secretLength;
    private ushort sessionNameLength;
    private bool hasSessionName;
    private Texts texts;

    public readonly bool IsUsed => accessKeyIdLength > 0;

    public bool IsRevoked { get; set; }

    /// <summary>Gets when the session ends, ticks of the emulator clock.</summary>
    public readonly long Expiration => expiration;

    public readonly long IssuedAt => issuedAt;

    public void Write(Session session, long keptUntil)
    {
        KeptUntil = keptUntil;
        partition = session.Partition;
        principalId = session.PrincipalId;
        principalName = session.PrincipalName;
        principalPath = session.PrincipalPath;
        facts = session.Facts;
        account = session.Account;
        tokenDigest = session.TokenDigest;
        issuedAt = session.IssuedAt.UtcTicks;
        expiration = session.Expiration.UtcTicks;
        directoryVersion = session.DirectoryVersion;
        kind = session.Kind;
        IsRevoked = session.IsRevoked;
        WriteTexts(session.AccessKeyId.Value, session.SecretAccessKey, session.SessionName);
    }

    public readonly Session ToSession() => ToSession(AccessKeyId.Parse(Encoding.UTF8.GetString(TextBytes[..accessKeyIdLength])));

    /// <summary>Makes the session of a cell that was found by this key.</summary>
    public readonly Session ToSession(AccessKeyId accessKeyId)
    {
        var text = TextBytes;
        return new Session
        {
            AccessKeyId = accessKeyId,
            SecretAccessKey = Encoding.UTF8.GetString(text.Slice(accessKeyIdLength, secretLength)),
            TokenDigest = tokenDigest,
            Kind = kind,
            Account = account,
            Partition = partition!,
            PrincipalId = principalId!,
            PrincipalName = principalName!,
            PrincipalPath = principalPath!,
            SessionName = hasSessionName ? Encoding.UTF8.GetString(text.Slice(accessKeyIdLength + secretLength, sessionNameLength)) : null,
            IssuedAt = new DateTimeOffset(issuedAt, TimeSpan.Zero),
            Expiration = new DateTimeOffset(expiration, TimeSpan.Zero),
            DirectoryVersion = directoryVersion,
            IsRevoked = IsRevoked,
            Facts = facts,
        };
    }

    public readonly bool HasKey(string accessKeyId) => Ascii.Equals(TextBytes[..accessKeyIdLength], accessKeyId);

    [UnscopedRef]
    private readonly ReadOnlySpan<byte> TextBytes => longTexts ?? (ReadOnlySpan<byte>)texts;

    private void WriteTexts(string accessKeyId, string secret, string? sessionName)
    {
        accessKeyIdLength = (byte)accessKeyId.Length;
        secretLength = (ushort)Encoding.UTF8.GetByteCount(secret);
        hasSessionName = sessionName is not null;
        sessionNameLength = (ushort)Encoding.UTF8.GetByteCount(sessionName ?? "");
        int length = accessKeyIdLength + secretLength + sessionNameLength;
        longTexts = length > Texts.Length ? new byte[length] : null;
        Span<byte> text = longTexts ?? (Span<byte>)texts;
        Encoding.UTF8.GetBytes(accessKeyId, text);
        Encoding.UTF8.GetBytes(secret, text[accessKeyIdLength..]);
        Encoding.UTF8.GetBytes(sessionName ?? "", text[(accessKeyIdLength + secretLength)..]);
    }

    /// <summary>Room for an issued key id (20), its secret (40) and the longest session name (64).</summary>
    [InlineArray(Length)]
    private struct Texts
    {
        public const int Length = 124;
        private byte first;
    }
}
