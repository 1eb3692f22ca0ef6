using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Policies;

/// <summary>
/// Compiled documents by their text, for policies that arrive as text again and again, as those of sessions do. Bounded: when the
/// newer half is full it becomes the older half, and what was not used since is dropped. Safe for concurrent callers.
/// </summary>
/// <param name="capacity">How many documents at most, default 4096, at least 2.</param>
public sealed class CompiledPolicyCache(int capacity = 4096)
{
    private readonly int halfCapacity = Math.Max(1, capacity / 2);
    private readonly Lock turning = new();
    private ConcurrentDictionary<Key, PolicyDocument> newer = new();
    private ConcurrentDictionary<Key, PolicyDocument> older = new();

    /// <summary>Gets how many documents are held.</summary>
    public int Count => newer.Count + older.Count;

    /// <summary>Finds or reads a document. Problems are not remembered.</summary>
    public bool TryParse(
        string json, PolicyType type, PolicyStrictness strictness,
        [NotNullWhen(true)] out PolicyDocument? document, [NotNullWhen(false)] out PolicyProblem? problem)
    {
        var key = new Key(json, type, strictness);
        problem = null;
        if (newer.TryGetValue(key, out document))
            return true;
        if (!older.TryGetValue(key, out document) && !PolicyParser.TryParse(json, type, strictness, out document, out problem))
            return false;
        lock (turning)
        {
            if (newer.Count >= halfCapacity)
            {
                older = newer;
                newer = new ConcurrentDictionary<Key, PolicyDocument>();
            }
            newer[key] = document;
            older.TryRemove(key, out _);
        }
        return true;
    }

    private readonly record struct Key(string Json, PolicyType Type, PolicyStrictness Strictness);
}
