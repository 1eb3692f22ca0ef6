namespace StsEmulator.SigV4;

/// <summary>One header line as it was received.</summary>
/// <param name="Name">The name in the letter case received; HTTP/2 <c>:authority</c> is given as <c>host</c>.</param>
/// <param name="Value">The value's octets, one per char (Latin-1 decoding), so that no byte is lost or re-encoded.</param>
public readonly record struct HeaderField(string Name, string Value);
