using System.Buffers;

namespace StsEmulator.Metadata.Settings;

/// <summary>
/// The keys of tags that can be a path. EC2 refuses to switch tags on for an instance with another key. Source: EC2 User Guide, "View
/// tags for your EC2 instances using instance metadata".
/// </summary>
public static class InstanceTagKey
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-=.,_:@");

    public static bool CanBeServed(string key) =>
        key is not ("" or "." or ".." or "_index") && !key.AsSpan().ContainsAnyExcept(Characters);
}
