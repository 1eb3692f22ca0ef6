using System.Diagnostics.CodeAnalysis;
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
    private StsResult(IStsResponse? response, WireError error)
    {
        Response = response;
        Error = error;
    }

    public IStsResponse? Response { get; }

    public WireError Error { get; }

    [MemberNotNullWhen(true, nameof(Response))]
    public bool IsSuccess => Response is not null;

    public static StsResult Of(IStsResponse response) => new(response, default);

    public static implicit operator StsResult(WireError error) => new(null, error);

    public static StsResult FromWireError(WireError error) => error;
}
