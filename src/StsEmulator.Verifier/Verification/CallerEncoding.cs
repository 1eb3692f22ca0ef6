using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// Who a caller is, as an encoded <see cref="V1.VerifyResponse"/>. The principal and its session say the same in every request and are
/// encoded once; the credential scope is the request's own.
/// </summary>
internal readonly struct CallerEncoding
{
    private const byte ScopeTag = (4 << 3) | (byte)WireFields.LengthDelimited;
    private const byte AccessKeyIdTag = (1 << 3) | (byte)WireFields.LengthDelimited;
    private const byte DateTag = (2 << 3) | (byte)WireFields.LengthDelimited;
    private const byte RegionTag = (3 << 3) | (byte)WireFields.LengthDelimited;
    private const byte ServiceTag = (4 << 3) | (byte)WireFields.LengthDelimited;
    private const byte SignedHeadersTag = (5 << 3) | (byte)WireFields.LengthDelimited;

    /// <summary>A power of two. Callers that fall on one place take turns with it.</summary>
    private const int RememberedIdentities = 1024;

    private static readonly Identity?[] s_identities = new Identity?[RememberedIdentities];

    private readonly Caller caller;
    private readonly byte[] identity;
    private readonly int scopeSize;

    private CallerEncoding(Caller caller)
    {
        this.caller = caller;
        identity = IdentityOf(caller);
        scopeSize = TextSize(caller.AccessKeyId) + TextSize(caller.ScopeDate) + TextSize(caller.Region) + TextSize(caller.Service);
        foreach (var name in caller.SignedHeaders)
            scopeSize += TextSize(name);
        Size = identity.Length + 1 + CodedOutputStream.ComputeLengthSize(scopeSize) + scopeSize;
    }

    public int Size { get; }

    public static CallerEncoding Of(Caller caller) => new(caller);

    public void Write(Span<byte> destination)
    {
        var output = new WireOutput(destination);
        output.Write(identity);
        output.Write(ScopeTag);
        output.WriteVarint((uint)scopeSize);
        WriteText(ref output, AccessKeyIdTag, caller.AccessKeyId);
        WriteText(ref output, DateTag, caller.ScopeDate);
        WriteText(ref output, RegionTag, caller.Region);
        WriteText(ref output, ServiceTag, caller.Service);
        foreach (var name in caller.SignedHeaders)
            WriteText(ref output, SignedHeadersTag, name);
    }

    private static void WriteText(ref WireOutput output, byte tag, ReadOnlySpan<char> text) =>
        output.WriteText(tag, text, Encoding.UTF8.GetByteCount(text));

    private static int TextSize(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        return length == 0 ? 0 : 1 + CodedOutputStream.ComputeLengthSize(length) + length;
    }

    /// <remarks>
    /// Found by the principal as an object: the authenticator gives the same one for the same credentials until they change, and another
    /// one is merely encoded anew.
    /// </remarks>
    private static byte[] IdentityOf(Caller caller)
    {
        ref var place = ref s_identities[RuntimeHelpers.GetHashCode(caller.Principal) & (RememberedIdentities - 1)];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Principal, caller.Principal) && ReferenceEquals(known.Session, caller.Session))
            return known.Encoding;
        byte[] encoding = CallerReply.IdentityOf(caller).ToByteArray();
        Volatile.Write(ref place, new Identity(caller.Principal, caller.Session, encoding));
        return encoding;
    }

    private sealed record Identity(Principal Principal, Iam.Sessions.Session? Session, byte[] Encoding);
}
