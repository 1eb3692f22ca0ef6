using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Audit;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts;

/// <summary>The answer of an operation, in wire order.</summary>
public interface IStsResponse
{
    void Write(IResultWriter writer);
}

/// <summary>Either a response or an error.</summary>
public readonly struct StsResult
{
    private StsResult(IStsResponse? response, WireError error, CallEvidence? evidence)
    {
        Response = response;
        Error = error;
        Evidence = evidence;
    }

    public IStsResponse? Response { get; }

    public WireError Error { get; }

    /// <summary>Gets what the result rests on, for the record of the call; nothing of it goes over the wire.</summary>
    public CallEvidence? Evidence { get; }

    [MemberNotNullWhen(true, nameof(Response))]
    public bool IsSuccess => Response is not null;

    public static StsResult Of(IStsResponse response, CallEvidence? evidence = null) => new(response, default, evidence);

    public static StsResult Refused(WireError error, CallEvidence? evidence) => new(null, error, evidence);

    public static implicit operator StsResult(WireError error) => new(null, error, null);

    public static StsResult FromWireError(WireError error) => error;
}
