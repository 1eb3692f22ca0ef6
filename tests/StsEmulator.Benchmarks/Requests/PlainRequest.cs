namespace StsEmulator.Benchmarks.Requests;

/// <summary>One HTTP request that is sent over and over.</summary>
/// <param name="Path">With the leading slash.</param>
/// <param name="Headers">Content-Length is the transport's.</param>
internal sealed record PlainRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body = "");
