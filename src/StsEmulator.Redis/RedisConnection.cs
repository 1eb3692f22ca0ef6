using StackExchange.Redis;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Redis;

/// <summary>The one multiplexed connection, and the one place where its faults become "the store is unavailable".</summary>
internal sealed class RedisConnection(ConnectionMultiplexer multiplexer, string servers) : IAsyncDisposable
{
    private bool? isCluster;

    public ISubscriber Subscriber => multiplexer.GetSubscriber();

    /// <summary>Gets whether keys spread over slots, so that one command may only name keys of one slot.</summary>
    public bool IsCluster => (isCluster ??= KindOfServers()) == true;

    /// <summary>Gets the servers that hold keys of their own.</summary>
    public IEnumerable<IServer> Primaries => multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false });

    public async ValueTask<T> CallAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call(multiplexer.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new StoreUnavailableException($"Redis at {servers} does not answer ({exception.GetType().Name}).", exception);
        }
    }

    /// <summary>Null until a server has said what it is.</summary>
    private bool? KindOfServers()
    {
        foreach (var server in multiplexer.GetServers())
        {
            if (server.IsConnected)
                return server.ServerType == ServerType.Cluster;
        }
        return null;
    }

    public ValueTask DisposeAsync() => multiplexer.DisposeAsync();
}
