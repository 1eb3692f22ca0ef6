using System.CommandLine;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Server.Randomness;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Commands;

/// <summary>Checks seed files and policy documents without starting anything.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandTerminal terminal)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Seed files, which are read together as --seed does, and policy documents.",
            Arity = ArgumentArity.OneOrMore,
        };
        Command command = new("validate", "Check seed files and policies; print every problem with file and line; exit 1 if there is any.") { files };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, terminal));
        return command;
    }

    private static int Run(string[] files, CommandTerminal terminal)
    {
        List<SeedProblem> problems = [];
        List<string> seeds = [];
        foreach (string file in files)
        {
            if (PolicyFile.TryCheck(file, out var found))
                problems.AddRange(found);
            else
                seeds.Add(file);
        }
        if (seeds.Count > 0)
        {
            SeedLoader loader = new(new IdentifierGenerator(new OperatingSystemRandom()), TimeProvider.System.GetUtcNow());
            loader.TryLoad(seeds, out _);
            problems.AddRange(loader.Problems);
        }
        foreach (var problem in problems)
            terminal.Output.WriteLine(problem.ToString());
        if (problems.Count > 0)
            return EmulatorCommandLine.Found;
        terminal.Output.WriteLine(files.Length == 1 ? "1 file is valid." : $"{files.Length} files are valid.");
        return 0;
    }
}
