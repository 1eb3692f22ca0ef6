using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Server.Commands;

/// <summary>Prints a decision and its reasons for people.</summary>
internal sealed class DecisionText(TextWriter output, bool hasColours)
{
    private const string Red = "31", Green = "32", Yellow = "33", Grey = "90";

    public void Write(string file, int index, WhatIfCase question, PolicyDecision decision)
    {
        var request = question.Request;
        bool isAllowed = decision.IsAllowed;
        string target = request.Resource == "*" ? "" : $" on {request.Resource}";
        output.WriteLine($"{Paint(WhatIfAnswer.Spell(decision.Outcome), isAllowed ? Green : Red)}  {OneLine(request.Action + target)}  {Paint($"{OneLine(file)} #{index + 1} {OneLine(question.Name ?? "")}".TrimEnd(), Grey)}");
        Line("who", request.Principal.Kind == Iam.Principals.PrincipalKind.Anonymous ? "anonymous" : request.Principal.Arn);
        foreach (var statement in decision.DecidedBy)
            Line("by", $"{(statement.Effect == PolicyEffect.Deny ? Paint("Deny", Red) : Paint("Allow", Green))} in {Place(statement.PolicyType, statement.Policy, statement.Statement, statement.Sid)}", isClean: true);
        if (!isAllowed)
            Line("why", WhatIfAnswer.Message(request, decision));
        if (question.NearestMiss(decision) is { } miss)
            Write(miss);
        if (decision.MissingContextKeys.Count > 0)
            Line("missing", string.Join(", ", decision.MissingContextKeys));
        foreach (string warning in decision.Warnings)
            Line("warning", warning);
        if (question.Expect is { } expected)
        {
            bool isRight = expected == decision.Outcome;
            Line("expected", Paint(WhatIfAnswer.Spell(expected) + (isRight ? ", as decided" : ", which differs"), isRight ? Green : Red), isClean: true);
        }
        output.WriteLine();
    }

    private void Write(NearestMiss miss)
    {
        Line("nearest", Place(miss.PolicyType, miss.Policy, miss.Statement, miss.Sid), isClean: true);
        Line("", Paint(OneLine(miss.Explanation), Yellow), isClean: true);
        foreach (string further in miss.AlsoFailed)
            Line("", Paint(OneLine(further), Yellow), isClean: true);
    }

    private static string Place(PolicyType type, string policy, int statement, string? sid) => OneLine(
        $"{WhatIfAnswer.Spell(type)} policy `{policy}`, statement {statement + 1}{(sid is null ? "" : $" ({sid})")}");

    /// <param name="isClean">Whether everything that comes from the file has been made one line already.</param>
    private void Line(string label, string text, bool isClean = false) =>
        output.WriteLine($"  {Paint(label.PadRight(8), Grey)} {(isClean ? text : OneLine(text))}");

    private string Paint(string text, string colour) => hasColours && text.Length > 0 ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    /// <summary>What a file holds must not move a reader's cursor.</summary>
    private static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (int i = 0; i < line.Length; i++)
            line[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
