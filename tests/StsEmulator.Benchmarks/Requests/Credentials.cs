namespace StsEmulator.Benchmarks.Requests;

/// <param name="SessionToken">Null for long-term keys.</param>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string? SessionToken);
