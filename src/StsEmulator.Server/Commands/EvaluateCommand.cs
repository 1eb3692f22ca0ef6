using System.CommandLine;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.WhatIf;
using StsEmulator.Server.Control;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Commands;

/// <summary>Decides what-if questions from files, so that policies can be unit-tested without an emulator.</summary>
internal static class EvaluateCommand
{
    /// <summary>The largest file of questions, 8 MiB.</summary>
    private const int MaximumBytes = 8 * 1024 * 1024;

    public static Command Create(CommandTerminal terminal)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "A JSON file with one question, a list of them, or an object whose `Cases` is such a list.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> output = new("--output")
        {
            Description = "`text` for people or `json`, a line for each answer. Without it: text on a terminal, json into a file or pipe.",
        };
        output.AcceptOnlyFromAmong("text", "json");
        Command command = new("evaluate", "Decide what-if requests and print each answer; exit 1 if one differs from its Expect.") { files, output };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(output), terminal));
        return command;
    }

    private static int Run(string[] files, string? output, CommandTerminal terminal)
    {
        bool isText = output is null ? terminal.Kind != TerminalKind.None : output == "text";
        DecisionText? text = isText ? new DecisionText(terminal.Output, terminal.Kind == TerminalKind.Coloured) : null;
        List<(string File, IReadOnlyList<WhatIfCase> Cases)> read = [];
        bool isUnreadable = false;
        foreach (string file in files)
        {
            if (!SeedFile.TryRead(file, MaximumBytes, out string? content, out _, out string? problem))
                Complain(problem);
            else if (!WhatIfReader.TryReadFile(Encoding.UTF8.GetBytes(content), out var cases, out var malformed))
                Complain($"{file}: {malformed}".ReplaceLineEndings(" "));
            else
                read.Add((file, cases));
        }
        if (isUnreadable)
            return EmulatorCommandLine.Misused;
        bool differs = false;
        foreach (var (file, cases) in read)
        {
            for (int i = 0; i < cases.Count; i++)
                differs |= !Decide(file, i, cases[i], terminal, text);
        }
        return differs ? EmulatorCommandLine.Found : 0;

        void Complain(string problem)
        {
            isUnreadable = true;
            terminal.Error.WriteLine(problem);
        }
    }

    /// <summary>Prints the answer; false when another one was expected.</summary>
    private static bool Decide(string file, int index, WhatIfCase question, CommandTerminal terminal, DecisionText? text)
    {
        WhatIfTime.Set(question, TimeProvider.System.GetUtcNow());
        var decision = question.Decide();
        if (text is not null)
            text.Write(file, index, question, decision);
        else
            terminal.Output.WriteLine(Json(question, decision));
        if (question.Expect is not { } expected || expected == decision.Outcome)
            return true;
        string name = question.Name is null ? "" : $" `{question.Name.ReplaceLineEndings(" ")}`";
        terminal.Error.WriteLine($"{file}: case {index + 1}{name}: expected {WhatIfAnswer.Spell(expected)}, decided {WhatIfAnswer.Spell(decision.Outcome)}");
        return false;
    }

    private static string Json(WhatIfCase question, PolicyDecision decision)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
            WhatIfAnswer.Write(writer, question, decision);
        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }
}
