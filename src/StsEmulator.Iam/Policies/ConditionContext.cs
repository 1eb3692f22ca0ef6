using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Policies;

/// <summary>The value of a condition key: one string, or the set of strings of a multivalued key.</summary>
public readonly struct ContextValue
{
    private readonly string? single;
    private readonly IReadOnlyList<string>? many;

    internal ContextValue(string single) => this.single = single;

    internal ContextValue(IReadOnlyList<string> many) => this.many = many;

    public bool IsMultivalued => many is not null;

    public int Count => many?.Count ?? (single is null ? 0 : 1);

    public string this[int index] => many is null ? single! : many[index];
}

/// <summary>
/// The condition keys of one request. Key names compare without regard to case, tag keys after the slash included. A context may
/// lie over another one: what it sets or removes hides what is below, so that facts win over what a caller supplied.
/// Not safe for concurrent writers.
/// </summary>
public sealed class ConditionContext(int capacity = 24, ConditionContext? under = null)
{
    /// <summary>Up to this many keys are looked through one by one, which is faster to build and to read than a table.</summary>
    private const int ScanLimit = 32;

    private (string Key, ContextValue Value)[] entries = new (string, ContextValue)[Math.Clamp(capacity, 4, ScanLimit)];
    private int count;
    private Dictionary<string, int>? table;

    /// <summary>Sets a key to one value.</summary>
    public ConditionContext Set(string key, string value)
    {
        Put(key, new ContextValue(value));
        return this;
    }

    /// <summary>Sets a multivalued key; an empty list is the same as an absent key.</summary>
    public ConditionContext SetMany(string key, IReadOnlyList<string> many)
    {
        Put(key, new ContextValue(many));
        return this;
    }

    /// <summary>Sets a key whose shape its values decide: one makes it single-valued, several make it a set, none make it absent.</summary>
    public ConditionContext SetValues(string key, IReadOnlyList<string> values) => values.Count == 1 ? Set(key, values[0]) : SetMany(key, values);

    /// <summary>Makes a key absent, also when the context below has it.</summary>
    public ConditionContext Remove(string key)
    {
        if (under is not null)
            Put(key, default);
        else if (Find(key) is var index and >= 0)
            entries[index].Value = default;
        return this;
    }

    /// <summary>Reads a key; false when it is absent or has no value at all.</summary>
    public bool TryGet(string key, out ContextValue value)
    {
        if (Find(key) is var index and >= 0)
        {
            value = entries[index].Value;
            return value.Count > 0;
        }
        value = default;
        return under is not null && under.TryGet(key, out value);
    }

    /// <summary>Reads a key that has exactly one value; false for a multivalued one.</summary>
    public bool TryGetSingle(string key, [NotNullWhen(true)] out string? value)
    {
        value = TryGet(key, out var found) && !found.IsMultivalued ? found[0] : null;
        return value is not null;
    }

    /// <summary>Gets the keys that have a value, those of the context below included.</summary>
    public IEnumerable<string> Keys =>
        (under is null ? Own() : Own().Union(under.Keys, StringComparer.OrdinalIgnoreCase)).Where(key => TryGet(key, out _));

    private IEnumerable<string> Own() => entries.Take(count).Select(entry => entry.Key);

    private int Find(string key)
    {
        if (table is not null)
            return table.TryGetValue(key, out int found) ? found : -1;
        for (int i = 0; i < count; i++)
        {
            if (entries[i].Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private void Put(string key, ContextValue value)
    {
        int index = Find(key);
        if (index >= 0)
        {
            entries[index].Value = value;
            return;
        }
        if (count == entries.Length)
            Array.Resize(ref entries, count * 2);
        entries[count] = (key, value);
        table?.Add(key, count);
        count++;
        if (table is null && count > ScanLimit)
            table = Own().Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.OrdinalIgnoreCase);
    }
}
