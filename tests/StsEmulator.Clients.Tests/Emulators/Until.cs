using System.Diagnostics;

namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>Asks again and again, each time with a whole request, until the answer is the awaited one or the time is up.</summary>
internal static class Until
{
    /// <summary>Gives the last answer, for the test to judge.</summary>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> ask, Func<T, bool> isAwaited, TimeSpan within)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            // An attempt that began in time counts, however slow the machine.
            bool isLast = Stopwatch.GetElapsedTime(start) >= within;
            var answer = await ask();
            if (isLast || isAwaited(answer))
                return answer;
        }
    }
}
