using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Hosting;
using StsEmulator.Server.Randomness;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Commands;

/// <summary>Starts the emulator and runs until it is told to stop.</summary>
internal sealed class ServeCommand
{
    /// <summary>Exit code of a start that failed for reasons outside: a port in use, a store that does not answer.</summary>
    private const int CannotStart = 1;

    private readonly Option<string[]> seeds = new("--seed")
    {
        Description = "A seed file; may be repeated. Default: the built-in seed.",
        HelpName = "FILE",
    };

    private readonly Option<string?> store = new("--store")
    {
        Description = "Where state is kept: memory (default), file:DIR or redis://HOST:PORT[,HOST:PORT...].",
        HelpName = "STORE",
    };

    private readonly Option<string?> awsUrl = new("--aws-url") { Description = "The AWS API listener. Default: http://127.0.0.1:4592.", HelpName = "URL" };

    private readonly Option<string?> metadataUrl = new("--metadata-url") { Description = "The metadata listener. Default: http://127.0.0.1:1338.", HelpName = "URL" };

    private readonly Option<string?> verifierUrl = new("--verifier-url") { Description = "The gRPC verifier. Default: http://127.0.0.1:50051.", HelpName = "URL" };

    private readonly Option<string?> issuerUrl = new("--issuer-url")
    {
        Description = "The OpenID provider as browsers and other containers reach it. Default: $STS_EMULATOR_PUBLIC_URL or the AWS URL, and /oidc.",
        HelpName = "URL",
    };

    private readonly Option<string?> authentication = new("--authentication")
    {
        Description = "strict (default) checks every signature; relaxed takes an unknown access key for an administrator.",
        HelpName = "MODE",
    };

    private readonly Option<bool?> reseed = new("--reseed")
    {
        Description = "Write the store anew when it holds another seed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly CommandTerminal terminal;

    private ServeCommand(CommandTerminal terminal) => this.terminal = terminal;

    public static Command Create(CommandTerminal terminal)
    {
        Command command = new("serve", "Start the emulator (default).");
        AddTo(command, terminal);
        return command;
    }

    /// <summary>Makes a command serve.</summary>
    public static void AddTo(Command command, CommandTerminal terminal)
    {
        ServeCommand serve = new(terminal);
        foreach (Option option in new Option[]
        {
            serve.seeds, serve.store, serve.awsUrl, serve.metadataUrl, serve.verifierUrl, serve.issuerUrl, serve.authentication, serve.reseed,
        })
        {
            command.Options.Add(option);
        }
        command.SetAction((parsed, cancellationToken) => serve.RunAsync(serve.Given(parsed), cancellationToken));
    }

    private GivenOptions Given(ParseResult parsed) => new(
        parsed.GetValue(seeds) is { Length: > 0 } files ? files : null, parsed.GetValue(store), parsed.GetValue(awsUrl),
        parsed.GetValue(metadataUrl), parsed.GetValue(verifierUrl), parsed.GetValue(authentication),
        parsed.GetResult(reseed) is null ? null : parsed.GetValue(reseed) ?? true, parsed.GetValue(issuerUrl));

    private async Task<int> RunAsync(GivenOptions given, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder;
        try
        {
            builder = Emulator.CreateBuilder();
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException)
        {
            return Complain(EmulatorCommandLine.Misused, "appsettings.json: not valid JSON");
        }
        OptionsReader reader = new(Environment.GetEnvironmentVariable, builder.Configuration);
        bool isRead = reader.TryRead(given, out var options, out var problems);
        if (!isRead)
            return Complain(EmulatorCommandLine.Misused, [.. problems]);
        if (StoreFactory.Check(options!.Store) is { } storeProblem)
            return Complain(EmulatorCommandLine.Misused, storeProblem);

        EmulatorClock clock = new(TimeProvider.System);
        OperatingSystemRandom random = new();
        using ReservedPort? port = ReservedPort.TakeIfFree(options.AwsUrl);
        if (port is not null)
            options = options with { AwsUrl = options.AwsUrl with { Port = port.Number } };
        SeedLoader loader = new(new IdentifierGenerator(random), clock.GetUtcNow(), SeedIssuer.Of(options));
        if (!loader.TryLoad(options.Seeds, out var seed))
            return Complain(EmulatorCommandLine.Misused, [.. loader.Problems.Select(problem => problem.ToString())]);
        try
        {
            if (await DirectorySeeding.OpenAsync(options, seed, clock, random, cancellationToken) is not { } state)
                return Complain(EmulatorCommandLine.Misused, "The store was written from another seed; start with that seed, or with --reseed to write it anew.");
            return await RunAsync(Emulator.Build(builder, options, seed, state, port), options, cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            return Complain(CannotStart, $"The store does not answer: {unavailable.Message}");
        }
    }

    private async Task<int> RunAsync(Emulator emulator, ServerOptions options, CancellationToken cancellationToken)
    {
        await using (emulator.App)
        {
            try
            {
                await emulator.App.StartAsync(cancellationToken);
            }
            catch (IOException busy) when (busy.InnerException is AddressInUseException)
            {
                return Complain(CannotStart, $"{busy.Message} Another emulator may be running; see --aws-url, --metadata-url and --verifier-url.");
            }
            catch (Exception refused) when (refused is System.Net.Sockets.SocketException or IOException)
            {
                return Complain(CannotStart, $"Cannot listen: {refused.Message}");
            }
            await terminal.Output.WriteAsync(ReadyBanner.Write(emulator, options));
            await terminal.Output.FlushAsync(cancellationToken);
            // Reading the seed and building the host leave 7 MB behind, of the 45 that the native process has, and it mostly waits.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await emulator.App.WaitForShutdownAsync(cancellationToken);
        }
        return 0;
    }

    private int Complain(int exitCode, params ReadOnlySpan<string> problems)
    {
        foreach (string problem in problems)
            terminal.Error.WriteLine(problem.ReplaceLineEndings(" "));
        return exitCode;
    }
}
