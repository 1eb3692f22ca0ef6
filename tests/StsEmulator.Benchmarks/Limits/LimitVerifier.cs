using Grpc.Core;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Benchmarks.Limits;

/// <summary>The gRPC service with nothing in it: it reads each request and gives one recorded reply.</summary>
internal sealed class LimitVerifier(VerifyResponse reply) : Verifier.V1.Verifier.VerifierBase
{
    public override Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context) => Task.FromResult(reply);

    public override async Task VerifyStream(
        IAsyncStreamReader<VerifyStreamRequest> requestStream, IServerStreamWriter<VerifyStreamResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var request = requestStream.Current;
            await responseStream.WriteAsync(
                new VerifyStreamResponse { CorrelationId = request.CorrelationId, Response = reply }, context.CancellationToken);
        }
    }
}
