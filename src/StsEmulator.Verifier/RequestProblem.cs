using Grpc.Core;

namespace StsEmulator.Verifier;

/// <summary>Why a message cannot be read as a question.</summary>
/// <param name="Field">The place, such as <c>headers[3].name</c>.</param>
internal sealed record RequestProblem(string Field, string Expected)
{
    public RpcException ToException() => new(new Status(StatusCode.InvalidArgument, ToString()));

    public RequestProblem In(string field) => this with { Field = $"{field}.{Field}" };

    public override string ToString() => $"{Field}: {Expected}";
}
