using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace StsEmulator.Verifier;

/// <summary>
/// Requires the admin token on every call but the health service's, which probes ask without one. Compares digests, so that neither the
/// token nor its length shows in the time taken.
/// </summary>
internal sealed class AdminTokenInterceptor(VerifierOptions options) : Interceptor
{
    private const string Scheme = "Bearer ", HealthService = "/grpc.health.v1.Health/";

    private readonly byte[] expected = Digest(options.AdminToken ?? throw new ArgumentException("There is no admin token.", nameof(options)));

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Require(ServerCallContext context)
    {
        if (context.Method.StartsWith(HealthService, StringComparison.Ordinal))
            return;
        string? given = context.RequestHeaders.GetValue("authorization");
        bool isBearer = given?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;
        byte[] presented = Digest(isBearer ? given![Scheme.Length..].Trim() : "");
        if (!CryptographicOperations.FixedTimeEquals(presented, expected))
            throw new RpcException(new Status(StatusCode.Unauthenticated, "expected metadata `authorization: Bearer` with the admin token"));
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
