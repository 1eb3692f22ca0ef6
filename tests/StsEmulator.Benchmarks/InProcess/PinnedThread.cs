using System.Diagnostics;

namespace StsEmulator.Benchmarks.InProcess;

/// <summary>Runs an operation over and over on one core and counts.</summary>
internal static class PinnedThread
{
    private const int Batch = 256;

    /// <summary>Runs work with the process bound to the load core; children that are started later choose their own.</summary>
    public static T Run<T>(Func<T> work)
    {
        if (!OperatingSystem.IsLinux())
            return work();
        using var process = Process.GetCurrentProcess();
        nint before = process.ProcessorAffinity;
        process.ProcessorAffinity = 1 << Processes.PinnedProcess.LoadCore;
        try
        {
            return work();
        }
        finally
        {
            process.ProcessorAffinity = before;
        }
    }

    /// <summary>Operations a second.</summary>
    public static double Rate(Action operation, TimeSpan slice)
    {
        long start = Stopwatch.GetTimestamp(), count = 0;
        do
        {
            for (int i = 0; i < Batch; i++)
                operation();
            count += Batch;
        }
        while (Stopwatch.GetElapsedTime(start) < slice);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Bytes allocated by one operation: the least of several rounds, because a collection elsewhere charges one of them.</summary>
    public static double Allocated(Action operation)
    {
        const int Rounds = 5, Operations = 10_000;
        double least = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Operations; i++)
                operation();
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Operations);
        }
        return least;
    }
}
