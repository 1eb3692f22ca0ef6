using System.Globalization;

namespace StsEmulator.Benchmarks.Grpc;

/// <summary>The load as a process of its own. Arguments: port, path, message file, reply length, streams, in flight, seconds.</summary>
internal static class GrpcLoadMode
{
    public const string Mode = "grpc-load";

    /// <summary>Not counted, so that this process is compiled when counting starts.</summary>
    private static readonly TimeSpan OwnWarmUp = TimeSpan.FromSeconds(0.5);

    public static int Run(string[] args)
    {
        int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
        using var client = new FrameClient(Number(0), args[1], File.ReadAllBytes(args[2]), Number(3), Number(4), Number(5));
        client.Start();
        client.Run(OwnWarmUp);
        double rate = client.Run(TimeSpan.FromSeconds(double.Parse(args[6], CultureInfo.InvariantCulture)));
        Console.WriteLine(rate.ToString("0.0", CultureInfo.InvariantCulture));
        return 0;
    }
}
