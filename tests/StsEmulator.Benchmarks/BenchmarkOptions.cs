namespace StsEmulator.Benchmarks;

/// <summary>What a run measures and for how long.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = "usage: make bench ARGS=\"[--only NAME]... [--quick]\"";

    /// <summary>Gets the names asked for; empty says all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>Gets whether the run is a short one, for trying something out: its figures are not to be recorded.</summary>
    public bool IsQuick { get; private init; }

    /// <summary>Gets how often the limit and ours are measured in turn: 7, or 3 in a quick run.</summary>
    public int Pairs => IsQuick ? 3 : 7;

    /// <summary>Gets how long each half of a pair loads its server: 1.5 s, or 1 s in a quick run.</summary>
    public TimeSpan Slice => TimeSpan.FromSeconds(IsQuick ? 1 : 1.5);

    /// <summary>
    /// Gets how long a server is loaded, on both cores, before anything is counted: 10 s, or 5 s in a quick run. Tiered compilation is
    /// not done sooner.
    /// </summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsQuick ? 5 : 10);

    public bool Includes(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    public static BenchmarkOptions? TryRead(IReadOnlyList<string> args)
    {
        var only = new List<string>();
        bool isQuick = false;
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i] == "--quick")
                isQuick = true;
            else if (args[i] == "--only" && i + 1 < args.Count)
                only.Add(args[++i]);
            else
                return null;
        }
        return new BenchmarkOptions { Only = only, IsQuick = isQuick };
    }
}
