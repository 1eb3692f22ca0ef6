using StsEmulator.Benchmarks;
using StsEmulator.Benchmarks.Grpc;
using StsEmulator.Benchmarks.Limits;

// The limit servers and the gRPC load are modes of this executable: processes of their own, on the same build and runtime settings.
return args switch
{
    [LimitServer.Mode, ..] => await LimitServer.RunAsync(args[1..]),
    [GrpcLoadMode.Mode, ..] => GrpcLoadMode.Run(args[1..]),
    _ => await BenchmarkRun.RunAsync(args),
};
