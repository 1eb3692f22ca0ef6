using System.Diagnostics;
using System.Globalization;
using System.Net;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>
/// Two emulators on one Redis: from the answer of a write of the IAM API on one to its effect in an answer of the other, which is asked
/// again and again.
/// </summary>
internal sealed class ReplicasBenchmark : IBenchmark
{
    private const int Writes = 200, QuickWrites = 40, WarmUpWrites = 50;

    private const string Seed = """
        {"Accounts":[{"AccountId":"111122223333","Users":[{"UserName":"writer","AccessKeys":[{"AccessKeyId":"AKIAIOSFODNN7WRITERS","SecretAccessKey":"writerwriterwriterwriterwriterwriterwrit"}],
        "ManagedPolicyArns":["arn:aws:iam::aws:policy/AdministratorAccess"]}]}]}
        """;

    /// <summary>A write that is not seen by then never will be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Credentials Writer = new("AKIAIOSFODNN7WRITERS", "writerwriterwriterwriterwriterwriterwrit", null);

    public string Name => "replicas";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        string seed = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(seed, Seed, cancellationToken);
        try
        {
            await using var redis = await RedisProcess.StartAsync(cancellationToken);
            await using var one = await EmulatorProcess.StartAsync(cancellationToken, redis.Url, seed);
            await using var other = await EmulatorProcess.StartAsync(cancellationToken, redis.Url, seed);
            int writes = options.IsQuick ? QuickWrites : Writes;
            List<double> times = [];
            for (int i = -WarmUpWrites; i < writes; i++)
            {
                double time = await MeasureAsync(one, other, $"user{i + WarmUpWrites}", cancellationToken);
                if (i >= 0)
                    times.Add(time);
            }
            double[] ordered = [.. times.Order()];
            return
            [
                Figure.AtMost(
                    "a write on one replica: its effect on another", PairedRates.Median(times), 100, "0.0 ms",
                    string.Create(CultureInfo.InvariantCulture, $"median of {writes}, {ordered[0]:0.0} to {ordered[^1]:0.0} ms, 99th percentile {ordered[writes * 99 / 100]:0.0} ms")),
            ];
        }
        finally
        {
            File.Delete(seed);
        }
    }

    private static async Task<double> MeasureAsync(EmulatorProcess one, EmulatorProcess other, string user, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var create = SignedForm.Sign($"Action=CreateUser&Version=2010-05-08&UserName={user}", one.Host, Writer, now, "iam").Request;
        var read = SignedForm.Sign($"Action=GetUser&Version=2010-05-08&UserName={user}", other.Host, Writer, now, "iam").Request;
        var status = await one.StatusOfAsync(create, cancellationToken);
        long answered = Stopwatch.GetTimestamp();
        if (status != HttpStatusCode.OK)
            throw new InvalidOperationException($"The write was answered with {(int)status}.");
        while (await other.StatusOfAsync(read, cancellationToken) != HttpStatusCode.OK)
        {
            if (Stopwatch.GetElapsedTime(answered) > Patience)
                throw new InvalidOperationException($"The write was not seen within {Patience.TotalSeconds} s.");
        }
        return Stopwatch.GetElapsedTime(answered).TotalMilliseconds;
    }
}
