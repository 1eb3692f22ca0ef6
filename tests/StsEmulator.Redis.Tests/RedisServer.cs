using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
public sealed class RedisServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly string[] NothingOnDisk = ["--save", "", "--appendonly", "no"];

    private static int prefixes;

    private RedisContainer? container;
    private Process? process;

    public int Port { get; private set; }

    public string Url => $"redis://127.0.0.1:{Port}";

    /// <summary>A prefix that no other test uses.</summary>
    public static string NewPrefix() => $"test-{Interlocked.Increment(ref prefixes)}";

    public async ValueTask InitializeAsync()
    {
        Port = FreePort();
        try
        {
            container = new RedisBuilder("redis:7.0-alpine").WithPortBinding(Port, RedisBuilder.RedisPort).WithCommand(NothingOnDisk).Build();
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

    private async Task StartProcessAsync()
    {
        string[] arguments = ["--port", $"{Port}", "--bind", "127.0.0.1", .. NothingOnDisk];
        try
        {
            process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true });
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "These tests need a Redis: install `redis-server` 7.0 or newer (`.config/install-test-tools` does), or start Docker.", exception);
        }
        var output = process!.StandardOutput;
        using var limit = new CancellationTokenSource(StartLimit);
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal))
                continue;
            // Read on, so that the server never blocks on a full pipe.
            _ = output.ReadToEndAsync(CancellationToken.None);
            return;
        }
        throw new InvalidOperationException($"redis-server ended before it accepted connections on port {Port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
