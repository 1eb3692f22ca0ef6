namespace StsEmulator.Server.Configuration;

/// <summary>The options as the command line gave them; null where it did not.</summary>
internal sealed record GivenOptions(
    IReadOnlyList<string>? Seeds = null, string? Store = null, string? AwsUrl = null, string? MetadataUrl = null,
    string? VerifierUrl = null, string? Authentication = null, bool? Reseed = null, string? IssuerUrl = null);
