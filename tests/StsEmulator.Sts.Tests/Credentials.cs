namespace StsEmulator.Sts.Tests;

/// <summary>What a caller signs with.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
