namespace StsEmulator.Benchmarks;

/// <summary>Something a benchmark needs is not there: a tool, a build, a core. The message says what.</summary>
internal sealed class BenchmarkUnavailableException(string message) : Exception(message);
