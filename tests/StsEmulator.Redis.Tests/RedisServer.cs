using System.Diagnostics;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using StackExchange.Redis;
using StsEmulator.Redis.Tests;
using Testcontainers.Redis;

[assembly: AssemblyFixture(typeof(RedisServer))]

namespace StsEmulator.Redis.Tests;

/// <summary>
/// A Redis that keeps nothing on disk, on a port of its own that it keeps over restarts: in a container where Docker answers, else
/// <c>redis-server</c> from the PATH. The whole run shares one; tests that stop or count it start their own.
/// </summary>
public sealed class RedisServer : IRedis, IAsyncLifetime
{
    private static int prefixes;

    private RedisContainer? container;
    private Process? process;

    public int Port { get; private set; }

    public string Url => $"redis://127.0.0.1:{Port}";

    /// <summary>A prefix that no other test uses.</summary>
    public static string NewPrefix() => $"test-{Interlocked.Increment(ref prefixes)}";

    public async ValueTask InitializeAsync()
    {
        Port = RedisProcess.FreePort();
        try
        {
            container = new RedisBuilder("redis:7.0-alpine").WithPortBinding(Port, RedisBuilder.RedisPort).WithCommand(RedisProcess.NothingOnDisk).Build();
            await container.StartAsync();
        }
        catch (DockerUnavailableException)
        {
            container = null;
            await StartProcessAsync();
        }
    }

    /// <summary>Ends the server at once; all data are lost.</summary>
    public async Task StopAsync()
    {
        if (container is { State: TestcontainersStates.Running })
            await container.StopAsync();
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Starts the stopped server again on the same port, empty.</summary>
    public async Task StartAgainAsync()
    {
        if (container is null)
            await StartProcessAsync();
        else
            await container.StartAsync();
    }

    /// <summary>A plain connection that may administrate, for looking behind the store.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Port},allowAdmin=true");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (container is not null)
            await container.DisposeAsync();
    }

    private async Task StartProcessAsync() => process = await RedisProcess.StartAsync(Port);
}
