using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Replicas;

/// <summary>A real Redis on a free port, which can be stopped and started again with what it held.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sts-emulator-redis-");

    private readonly int port = FreePort();

    private Process? process;

    public static bool IsInstalled => ClientProgram.Find("redis-server") is not null;

    public string Store => $"redis://127.0.0.1:{port}";

    public async Task StartAsync()
    {
        process = Process.Start(new ProcessStartInfo(
            "redis-server",
            [
                "--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder.FullName, "--logfile", "redis.log",
                // What it has acknowledged outlives it.
                "--save", "", "--appendonly", "yes", "--appendfsync", "always",
            ])) ?? throw new InvalidOperationException("`redis-server` cannot be started.");
        bool isUp = await Until.AnswerAsync(IsUpAsync, up => up || process.HasExited, StartPatience);
        if (!isUp)
            throw new InvalidOperationException($"Redis did not start: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "redis.log"))}");
    }

    public async Task StopAsync()
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, port);
            await using var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            byte[] answer = new byte[5];
            await stream.ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception away) when (away is SocketException or IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
