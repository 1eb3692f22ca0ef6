using Google.Protobuf;
using StsEmulator.Iam.Authentication;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>The answer to a question, as it will be written: who signed, or a message that says why not.</summary>
internal sealed class VerifyReply
{
    private readonly CallerEncoding caller;
    private readonly VerifyResponse? refusal;
    private readonly int refusalSize;

    public VerifyReply(Caller caller) => this.caller = CallerEncoding.Of(caller);

    public VerifyReply(VerifyResponse refusal)
    {
        this.refusal = refusal;
        refusalSize = refusal.CalculateSize();
    }

    public int Size => refusal is null ? caller.Size : refusalSize;

    /// <summary>Writes exactly <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        if (refusal is null)
            caller.Write(destination);
        else
            refusal.WriteTo(destination);
    }
}
