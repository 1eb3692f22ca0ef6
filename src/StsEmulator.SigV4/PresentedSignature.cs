using System.Runtime.InteropServices;

namespace StsEmulator.SigV4;

/// <summary>Which field gave the request its time; for the header form that field has to be signed.</summary>
public enum SignedAtSource
{
    AmzDateHeader,
    DateHeader,
    AmzDateParameter,
}

/// <summary>
/// The signature a request presents, in slices of the received text. Only its grammar has been checked: who signed, when, for what
/// scope and whether the signature is right are the following checks' business.
/// </summary>
public readonly struct PresentedSignature
{
    /// <summary>Gets the form the signature travelled in.</summary>
    public SignatureLocation Location { get; internal init; }

    public ReadOnlyMemory<char> AccessKeyId { get; internal init; }

    public CredentialScope Scope { get; internal init; }

    public SignedHeaderNames SignedHeaders { get; internal init; }

    /// <summary>Gets the signature's text as presented; its form is judged when it is compared.</summary>
    public ReadOnlyMemory<char> Signature { get; internal init; }

    /// <summary>Gets the time of signing, to the second.</summary>
    public DateTimeOffset SignedAt { get; internal init; }

    /// <summary>Gets the time of signing in the basic form that the string to sign holds.</summary>
    public ReadOnlyMemory<char> SignedAtText { get; internal init; }

    public SignedAtSource SignedAtSource { get; internal init; }

    /// <summary>Gets the lifetime a presigned request gave itself, 0 s to 604 800 s; <see langword="null"/> when it gave none.</summary>
    public TimeSpan? ValidFor { get; internal init; }

    /// <summary>Gets the value of <c>x-amz-content-sha256</c> (S3 family: also of the query parameter); empty when absent.</summary>
    public ReadOnlyMemory<char> ContentSha256 { get; internal init; }

    /// <summary>Gets whether <see cref="ContentSha256"/> came from the query, which is always signed.</summary>
    internal bool ContentSha256IsParameter { get; init; }

    /// <summary>Gets the session token as received: percent-encoded when <see cref="SessionTokenIsEncoded"/>.</summary>
    internal ReadOnlyMemory<char> SessionTokenText { get; init; }

    internal bool SessionTokenIsEncoded { get; init; }

    /// <summary>Gets whether the session token is a query parameter, which is always signed.</summary>
    internal bool SessionTokenIsParameter { get; init; }

    /// <summary>Gets whether a session token is present, even an empty one.</summary>
    public bool HasSessionToken { get; internal init; }

    /// <summary>Gets the session token, decoded; this allocates unless a header held it alone.</summary>
    public string? SessionToken
    {
        get
        {
            if (!HasSessionToken)
                return null;
            var token = SessionTokenIsEncoded ? PercentCode.Decode(SessionTokenText) : SessionTokenText;
            return MemoryMarshal.TryGetString(token, out string? whole, out int start, out int length) && start == 0 && length == whole.Length
                ? whole
                : token.ToString();
        }
    }

    /// <summary>Compares the session token with the one on record, in a time that depends on lengths only, without allocating.</summary>
    public bool SessionTokenIs(ReadOnlySpan<char> expected)
    {
        if (!HasSessionToken)
            return false;
        if (!SessionTokenIsEncoded)
            return ConstantTime.AreEqual(SessionTokenText.Span, expected);
        var encoded = SessionTokenText.Span;
        if (PercentCode.DecodedLength(encoded) != expected.Length)
            return false;
        int difference = 0;
        foreach (char c in expected)
        {
            difference |= c ^ PercentCode.DecodeNext(encoded, out int length);
            encoded = encoded[length..];
        }

        return difference == 0;
    }

    /// <summary>Writes the SHA-256 of the decoded session token (32 octets), for stores that keep only that; without allocating.</summary>
    public void HashSessionToken(Span<byte> destination)
    {
        var workspace = SignatureWorkspace.Current;
        var octets = workspace.Octets;
        octets.Clear();
        var rest = SessionTokenText.Span;
        if (!SessionTokenIsEncoded)
            octets.WriteOctets(rest);
        else
        {
            while (!rest.IsEmpty)
            {
                octets.Write(PercentCode.DecodeNext(rest, out int length));
                rest = rest[length..];
            }
        }

        workspace.Hash(octets.Written, destination);
        octets.Clear();
    }

    /// <summary>Reads the signature out of a request.</summary>
    /// <returns><see langword="false"/> when there is none or its grammar is broken; <paramref name="refusal"/> then says how.</returns>
    public static bool TryRead(ReceivedRequest request, out PresentedSignature presented, out SignatureRefusal refusal) =>
        SignatureReader.TryRead(request, out presented, out refusal);
}
