using System.Globalization;
using StsEmulator.Iam.Time;

namespace StsEmulator.Metadata.Faults;

/// <summary>The faults in force on this process, oldest first. A request meets at most one of them: the oldest that fits.</summary>
public sealed class FaultPlan(EmulatorClock clock)
{
    /// <summary>The most faults in force at a time.</summary>
    public const int MaximumCount = 100;

    private readonly Lock gate = new();
    private volatile Fault[] faults = [];
    private long lastNumber;

    /// <summary>Gets whether there is nothing to look at, as is usual.</summary>
    internal bool IsEmpty => faults.Length == 0;

    /// <summary>Lists the faults that can still strike.</summary>
    public IReadOnlyList<Fault> List() => InForce();

    /// <returns>Null when there are as many as there may be.</returns>
    public Fault? Add(FaultRule rule)
    {
        lock (gate)
        {
            var inForce = InForce();
            if (inForce.Length >= MaximumCount)
                return null;
            lastNumber++;
            string id = string.Create(CultureInfo.InvariantCulture, $"fault-{lastNumber}");
            Fault fault = new(id, rule with { Path = FaultTarget.Normalize(rule.Path) });
            faults = [.. inForce, fault];
            return fault;
        }
    }

    /// <returns>Whether there was such a fault.</returns>
    public bool Remove(string id)
    {
        lock (gate)
        {
            var inForce = InForce();
            var rest = Array.FindAll(inForce, fault => fault.Id != id);
            faults = rest;
            return rest.Length < inForce.Length;
        }
    }

    public void Clear()
    {
        lock (gate)
            faults = [];
    }

    /// <summary>Takes the fault that a request meets; null when it goes on unharmed.</summary>
    internal Fault? Take(FaultTarget target)
    {
        var now = clock.GetUtcNow();
        Fault? taken = null;
        bool isAnyOver = false;
        foreach (var fault in faults)
        {
            if (taken is null && !fault.IsOver(now) && fault.Matches(target) && fault.TryTake())
                taken = fault;
            isAnyOver |= fault.IsOver(now);
        }
        if (isAnyOver)
            Sweep();
        return taken;
    }

    private void Sweep()
    {
        lock (gate)
            faults = InForce();
    }

    private Fault[] InForce()
    {
        var now = clock.GetUtcNow();
        return Array.FindAll(faults, fault => !fault.IsOver(now));
    }
}
