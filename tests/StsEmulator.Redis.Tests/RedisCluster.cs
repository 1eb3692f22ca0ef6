using System.Diagnostics;
using StackExchange.Redis;
using StsEmulator.Redis.Tests;

[assembly: AssemblyFixture(typeof(RedisCluster))]

namespace StsEmulator.Redis.Tests;

/// <summary>
/// Three servers that share the 16 384 slots, without replicas, on loopback: always <c>redis-server</c> from the PATH, since the nodes of a
/// cluster tell clients addresses that have to hold outside of a container too. It starts with the first test that asks for it.
/// </summary>
public sealed class RedisCluster : IRedis, IAsyncDisposable
{
    private const int Nodes = 3, Slots = 16_384;

    /// <summary>Nodes gossip once a second; far above the few rounds they take to agree.</summary>
    private static readonly TimeSpan AgreementLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly List<(Process Process, int Port, int BusPort)> servers = [];
    private DirectoryInfo? files;
    private bool isFormed;

    public string Url => $"redis://{string.Join(',', servers.Select(server => $"127.0.0.1:{server.Port}"))}";

    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(string.Join(',', servers.Select(server => $"127.0.0.1:{server.Port}")) + ",allowAdmin=true");

    /// <summary>Gives the cluster once all nodes say that it is whole.</summary>
    public async Task<RedisCluster> StartedAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (isFormed)
                return this;
            files ??= Directory.CreateTempSubdirectory("sts-emulator-cluster");
            while (servers.Count < Nodes)
                await StartNodeAsync();
            await FormAsync(cancellationToken);
            isFormed = true;
            return this;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _, _) in servers)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        gate.Dispose();
        files?.Delete(recursive: true);
    }

    private async Task StartNodeAsync()
    {
        int port = RedisProcess.FreePort(), bus = RedisProcess.FreePort();
        var process = await RedisProcess.StartAsync(
            port, "--cluster-enabled", "yes", "--cluster-port", $"{bus}", "--dir", files!.FullName, "--cluster-config-file", $"nodes-{port}.conf");
        servers.Add((process, port, bus));
    }

    private async Task FormAsync(CancellationToken cancellationToken)
    {
        List<ConnectionMultiplexer> connections = [];
        try
        {
            // One connection a node: a connection to several would take them for one cluster, which they are not yet.
            foreach (var (_, port, _) in servers)
                connections.Add(await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true"));
            var nodes = connections.ConvertAll(connection => connection.GetServers()[0]);
            for (int i = 0; i < Nodes; i++)
            {
                await nodes[i].ExecuteAsync("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
                await nodes[i].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", i * Slots / Nodes, ((i + 1) * Slots / Nodes) - 1);
                if (i > 0)
                    await nodes[i].ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", servers[0].Port, servers[0].BusPort);
            }
            await AgreedAsync(nodes, cancellationToken);
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    private static async Task AgreedAsync(List<IServer> nodes, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AgreementLimit);
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        foreach (var node in nodes)
        {
            while (!IsWhole((await node.ExecuteAsync("CLUSTER", "INFO")).ToString()))
                await rounds.WaitForNextTickAsync(limit.Token);
        }
    }

    private static bool IsWhole(string info) =>
        info.Contains("cluster_state:ok", StringComparison.Ordinal)
        && info.Contains($"cluster_slots_ok:{Slots}", StringComparison.Ordinal)
        && info.Contains($"cluster_known_nodes:{Nodes}", StringComparison.Ordinal);
}
