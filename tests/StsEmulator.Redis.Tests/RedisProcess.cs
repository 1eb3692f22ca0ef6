using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace StsEmulator.Redis.Tests;

/// <summary>Starts <c>redis-server</c> from the PATH.</summary>
internal static class RedisProcess
{
    public static readonly string[] NothingOnDisk = ["--save", "", "--appendonly", "no"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    /// <summary>Gives the server once it accepts connections.</summary>
    public static async Task<Process> StartAsync(int port, params string[] arguments)
    {
        string[] all = ["--port", $"{port}", "--bind", "127.0.0.1", .. NothingOnDisk, .. arguments];
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("redis-server", all) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "These tests need a Redis: install `redis-server` 7.0 or newer (`.config/install-test-tools` does), or start Docker.", exception);
        }
        var output = process.StandardOutput;
        using var limit = new CancellationTokenSource(StartLimit);
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal))
                continue;
            // Read on, so that the server never blocks on a full pipe.
            _ = output.ReadToEndAsync(CancellationToken.None);
            return process;
        }
        throw new InvalidOperationException($"redis-server ended before it accepted connections on port {port}.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
