namespace StsEmulator.Protocols.Errors;

/// <summary>A refusal as one protocol family words it.</summary>
/// <param name="Message">The text; null where the real service sends no message at all.</param>
public readonly record struct WireError(string Code, int Status, string? Message);
