using StsEmulator.Metadata.Faults;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Reads a fault: which requests, how often or how long, and one of the kinds.</summary>
internal sealed class FaultReader(SeedProblems problems, DateTimeOffset now)
{
    private const int MostTimes = 1_000_000;

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(7);

    /// <summary>How long one request may be kept waiting: longer than any client waits.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    /// <summary>How long credentials that expire soon live: no longer than those of an instance do.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(6);

    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(1), ShortestTime = TimeSpan.FromSeconds(1), LeastDelay = TimeSpan.FromMilliseconds(1);

    /// <summary>How long ago credentials that are expired have expired: more than clocks differ.</summary>
    private static readonly TimeSpan ExpiredFor = TimeSpan.FromMinutes(-1);

    private static readonly string[] Kinds = ["Status", "Delay", "Body", "Drop", "Credentials", "RefuseTokens"];

    private static readonly TextRule Pattern = TextRule.Name with { Meaning = "a path pattern of visible ASCII characters" };

    /// <returns>Null with the problems reported.</returns>
    public FaultRule? Read(SeedNode node)
    {
        SeedElement element = new(
            node, problems, ["Path", "Method", "Instance", "Times", "For", "Status", "Delay", "Body", "Drop", "Credentials", "RefuseTokens", "ExpiresIn"]);
        string path = element.Text("Path", Pattern) ?? "*";
        if (path[0] is not ('/' or '*'))
            element.Report("Path", "expected a pattern that begins with `/` or `*`");
        var effect = ReadEffect(element);
        FaultRule rule = new()
        {
            Path = path,
            Method = element.Find("Method") is null ? null : element.Word("Method", "GET", "HEAD", "PUT", "POST", "DELETE"),
            InstanceId = element.Text("Instance", TextRule.InstanceId),
            Times = element.Find("Times") is null ? null : element.Number("Times", 1, MostTimes, absent: 1),
            Until = now + element.Duration("For", ShortestTime, LongestTime),
            Effect = effect ?? new FaultEffect.Drop(),
        };
        return problems.Found.Count > 0 ? null : rule;
    }

    private FaultEffect? ReadEffect(SeedElement element)
    {
        string[] given = [.. Kinds.Where(kind => element.Find(kind) is not null)];
        if (given is not [var kind])
        {
            problems.Add(element.Place, $"expected exactly one of {string.Join(", ", Kinds)}");
            return null;
        }
        if (element.Find("ExpiresIn") is not null && (kind != "Credentials" || element.Find("Credentials")!.Text != "expiring"))
            element.Report("ExpiresIn", "goes with `Credentials`: `expiring` alone");
        return kind switch
        {
            "Status" => new FaultEffect.Status(element.Number("Status", 400, 599, absent: 500)),
            "Delay" => element.Duration("Delay", LeastDelay, LongestDelay) is { } delay ? new FaultEffect.Delay(delay) : null,
            "Body" => new FaultEffect.Body(element.Word("Body", "empty", "malformed", "truncated") switch
            {
                "empty" => BodyDamage.Empty,
                "malformed" => BodyDamage.Malformed,
                _ => BodyDamage.Truncated,
            }),
            "Drop" => Switched(element, kind, new FaultEffect.Drop()),
            "RefuseTokens" => Switched(element, kind, new FaultEffect.RefuseTokens()),
            _ => element.Word("Credentials", "expired", "expiring") == "expired"
                ? new FaultEffect.Credentials(ExpiredFor)
                : new FaultEffect.Credentials(element.Duration("ExpiresIn", ShortestTime, LongestLife) ?? UsualLife),
        };
    }

    private static FaultEffect Switched(SeedElement element, string kind, FaultEffect effect)
    {
        if (!element.Flag(kind, absent: true))
            element.Report(kind, "expected true");
        return effect;
    }
}
