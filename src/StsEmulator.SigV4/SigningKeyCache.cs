using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace StsEmulator.SigV4;

/// <summary>
/// Derived signing keys by access key id, day, region and service, bounded, with second chance on eviction. A key is only served for the
/// secret it was derived from, so that a key id used again with another secret never verifies under the old one.
/// </summary>
/// <param name="capacity">How many keys are held at most, 10 000 unless said otherwise; about 1 KiB each.</param>
public sealed class SigningKeyCache(int capacity = 10_000)
{
    /// <summary>Longer scopes are no real ones and are derived without being kept, so that memory stays bounded too.</summary>
    private const int LongestKept = 256;

    private readonly ConcurrentDictionary<KeyName, Entry> _entries = new(new KeyNameComparer());
    private readonly Lock _change = new();
    private readonly Entry?[] _ring = new Entry?[capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity))];
    private int _hand;

    /// <summary>Gets how many keys are held.</summary>
    public int Count => _entries.Count;

    /// <summary>Gives the key for a presented credential and the secret on record; allocates nothing when it is held.</summary>
    public SigningKey GetOrDerive(in PresentedSignature presented, string secretAccessKey) =>
        GetOrDerive(presented.AccessKeyId.Span, presented.Scope, secretAccessKey);

    public SigningKey GetOrDerive(ReadOnlySpan<char> accessKeyId, in CredentialScope scope, string secretAccessKey)
    {
        var name = new KeyNameSpan(accessKeyId, scope.Date.Span, scope.Region.Span, scope.Service.Span);
        if (_entries.GetAlternateLookup<KeyNameSpan>().TryGetValue(name, out var entry) && entry.IsOf(secretAccessKey))
        {
            entry.Touch();
            return entry.Key;
        }

        var key = SigningKey.Derive(secretAccessKey, scope);
        if (name.Length <= LongestKept)
            Keep(new Entry(name.ToName(), secretAccessKey, key));
        return key;
    }

    /// <summary>Drops every key of an access key id: it was deleted, deactivated or its secret rotated.</summary>
    public void Forget(ReadOnlySpan<char> accessKeyId)
    {
        lock (_change)
        {
            for (int i = 0; i < _ring.Length; i++)
            {
                if (_ring[i] is { } entry && accessKeyId.SequenceEqual(entry.Name.AccessKeyId))
                    Remove(i);
            }
        }
    }

    private void Keep(Entry entry)
    {
        lock (_change)
        {
            if (_entries.TryGetValue(entry.Name, out var before))
                entry.Slot = before.Slot;
            else
                entry.Slot = FreeSlot();
            _ring[entry.Slot] = entry;
            _entries[entry.Name] = entry;
        }
    }

    /// <summary>Turns the hand to a slot that is empty or was not used since the hand last passed it; at most two turns.</summary>
    private int FreeSlot()
    {
        while (true)
        {
            int slot = _hand;
            _hand = (_hand + 1) % _ring.Length;
            if (_ring[slot] is not { } entry)
                return slot;
            if (entry.TakeTouch())
                continue;
            Remove(slot);
            return slot;
        }
    }

    private void Remove(int slot)
    {
        if (_ring[slot] is { } entry)
            _entries.TryRemove(entry.Name, out _);
        _ring[slot] = null;
    }

    private sealed class Entry(KeyName name, string secretAccessKey, SigningKey key)
    {
        private volatile bool _touched;

        public KeyName Name { get; } = name;

        public SigningKey Key { get; } = key;

        public int Slot { get; set; }

        public bool IsOf(string secret) => ReferenceEquals(secret, secretAccessKey) ||
            CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.AsBytes<char>(secret), MemoryMarshal.AsBytes<char>(secretAccessKey));

        /// <remarks>Written only when it changes: the line is shared by all cores.</remarks>
        public void Touch()
        {
            if (!_touched)
                _touched = true;
        }

        public bool TakeTouch()
        {
            bool touched = _touched;
            _touched = false;
            return touched;
        }
    }

    private sealed record KeyName(string AccessKeyId, string Date, string Region, string Service);

    private readonly ref struct KeyNameSpan(
        ReadOnlySpan<char> accessKeyId, ReadOnlySpan<char> date, ReadOnlySpan<char> region, ReadOnlySpan<char> service)
    {
        public readonly ReadOnlySpan<char> AccessKeyId = accessKeyId;
        public readonly ReadOnlySpan<char> Date = date;
        public readonly ReadOnlySpan<char> Region = region;
        public readonly ReadOnlySpan<char> Service = service;

        public int Length => AccessKeyId.Length + Date.Length + Region.Length + Service.Length;

        public KeyName ToName() => new(AccessKeyId.ToString(), Date.ToString(), Region.ToString(), Service.ToString());
    }

    private sealed class KeyNameComparer : IEqualityComparer<KeyName>, IAlternateEqualityComparer<KeyNameSpan, KeyName>
    {
        public KeyName Create(KeyNameSpan alternate) => alternate.ToName();

        public bool Equals(KeyName? x, KeyName? y) => x == y;

        public bool Equals(KeyNameSpan alternate, KeyName other) =>
            alternate.AccessKeyId.SequenceEqual(other.AccessKeyId) && alternate.Date.SequenceEqual(other.Date) &&
            alternate.Region.SequenceEqual(other.Region) && alternate.Service.SequenceEqual(other.Service);

        public int GetHashCode(KeyName name) =>
            GetHashCode(new KeyNameSpan(name.AccessKeyId, name.Date, name.Region, name.Service));

        public int GetHashCode(KeyNameSpan alternate) => HashCode.Combine(
            string.GetHashCode(alternate.AccessKeyId), string.GetHashCode(alternate.Date),
            string.GetHashCode(alternate.Region), string.GetHashCode(alternate.Service));
    }
}
