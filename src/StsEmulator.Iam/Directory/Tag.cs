namespace StsEmulator.Iam.Directory;

/// <summary>A tag of a user, role or session.</summary>
/// <param name="Key">1 to 128 characters, compared without regard to case.</param>
/// <param name="Value">0 to 256 characters.</param>
public sealed record Tag(string Key, string Value);
