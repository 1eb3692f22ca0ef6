using Grpc.Core;
using Grpc.Health.V1;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Verifier;

/// <summary>The standard health service: serving as long as the store answers.</summary>
internal sealed class StoreHealthService(StateStores stores, EmulatorClock clock) : Health.HealthBase
{
    /// <summary>How long the store may take, on the machine clock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How often a watcher's answer is looked at again, on the machine clock.</summary>
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private static readonly string VerifierName = V1.Verifier.Descriptor.FullName;

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!IsKnown(request.Service))
            throw new RpcException(new Status(StatusCode.NotFound, "unknown service"));
        return new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        var last = HealthCheckResponse.Types.ServingStatus.Unknown;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var status = IsKnown(request.Service)
                    ? await StatusAsync(cancellationToken)
                    : HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
                if (status != last)
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = last = status }, cancellationToken);
                await Task.Delay(WatchInterval, clock.Machine, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody watches any more: the ordinary end of this call.
        }
    }

    private static bool IsKnown(string service) => service.Length == 0 || service == VerifierName;

    private async ValueTask<HealthCheckResponse.Types.ServingStatus> StatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stores.Marks.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, clock.Machine, cancellationToken);
            return HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return HealthCheckResponse.Types.ServingStatus.NotServing;
        }
    }
}
