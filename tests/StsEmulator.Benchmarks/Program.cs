using StsEmulator.Benchmarks;
using StsEmulator.Benchmarks.Limits;

// The limit servers are modes of this executable, so that they run on the same build and the same runtime settings.
return args is [LimitServer.Mode, ..]
    ? await LimitServer.RunAsync(args[1..])
    : await BenchmarkRun.RunAsync(args);
