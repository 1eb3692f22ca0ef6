using System.Reflection;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Hosting;

namespace StsEmulator.Server.Control;

/// <summary>Whether the emulator can do its work: it can when its store answers.</summary>
internal sealed class HealthReport(ServerOptions options, IMarkStore marks, EmulatorClock clock)
{
    /// <summary>How long the store may take; whoever asks waits no longer than its own usual time-out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string Version =
        typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public async ValueTask<ControlAnswer> GetAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        bool isAnswering = await IsStoreAnsweringAsync(cancellationToken);
        return new ControlAnswer(isAnswering ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, isAnswering ? "ok"u8 : "unavailable"u8);
            if (!isAnswering)
                writer.WriteString("failing"u8, "store"u8);
            writer.WriteString("store"u8, StoreFactory.Describe(options.Store));
            writer.WriteString("authentication"u8, options.Authentication == AuthenticationMode.Relaxed ? "relaxed"u8 : "strict"u8);
            writer.WriteString("version"u8, Version);
            writer.WriteEndObject();
        });
    }

    private async ValueTask<bool> IsStoreAnsweringAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, clock.Machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await marks.ReadAsync(either.Token);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
