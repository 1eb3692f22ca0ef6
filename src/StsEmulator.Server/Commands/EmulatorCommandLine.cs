using System.CommandLine;

namespace StsEmulator.Server.Commands;

/// <summary>The command line. A mistake in it is one line per problem on standard error and exit 2; nothing is started.</summary>
internal static class EmulatorCommandLine
{
    /// <summary>Exit code of a command that did its work and found what it looks for: problems, or a decision that differs.</summary>
    public const int Found = 1;

    /// <summary>Exit code of a bad option, seed or file.</summary>
    public const int Misused = 2;

    public static Task<int> RunAsync(string[] arguments) => RunAsync(arguments, Console.Out, Console.Error, TerminalKind.OfOutput());

    internal static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, TerminalKind kind = TerminalKind.None)
    {
        // No `@file` arguments: an access key or a name may begin with an @.
        var parsed = Build(new CommandTerminal(output, error, kind)).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message.ReplaceLineEndings(" "));
            return Misused;
        }
        // The host handles signals itself and drains; the parser would cut it off.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static RootCommand Build(CommandTerminal terminal)
    {
        RootCommand root = new("Emulates the AWS Security Token Service: issues, authenticates and decides as the real one does.");
        ServeCommand.AddTo(root, terminal);
        root.Subcommands.Add(ServeCommand.Create(terminal));
        root.Subcommands.Add(ValidateCommand.Create(terminal));
        root.Subcommands.Add(EvaluateCommand.Create(terminal));
        root.Subcommands.Add(CredentialsCommand.Create(terminal));
        return root;
    }
}

/// <summary>Where commands write.</summary>
internal sealed record CommandTerminal(TextWriter Output, TextWriter Error, TerminalKind Kind);
