using Microsoft.Extensions.Logging.Console;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Hosting;

/// <summary>Logs go to standard error, so that standard output holds the banner and what commands print.</summary>
internal static class EmulatorLogging
{
    public static void Configure(ILoggingBuilder logging, ServerOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("StsEmulator", options.LogLevel);
        // The host would begin an activity and a log scope for every request, and log nothing with them that a protocol does not.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A request that fails is logged by the protocol that answers it; the host repeats start-up faults that the command reports.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (options.LogsJson)
            logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(simple => (simple.SingleLine, simple.UseUtcTimestamp, simple.TimestampFormat) = (true, true, "HH:mm:ss.fff "));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
