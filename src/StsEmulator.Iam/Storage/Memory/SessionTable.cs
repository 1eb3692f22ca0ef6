using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>
/// Session records by access key id, a hash table with chained buckets over blocks of cells. A record is a cell of plain bytes and
/// holds no object of its own, so that a million of them cost the garbage collector nothing to keep. Not synchronised.
/// </summary>
internal sealed class SessionTable
{
    /// <summary>Cells come in blocks, so that growing copies nothing.</summary>
    private const int BlockLength = 1024;

    private const int MinimumBuckets = 1024;

    private const int None = -1;

    /// <summary>How many sessions are kept as they were read last. A power of two; cells that fall on one place take turns with it.</summary>
    private const int RecentlyRead = 1024;

    private readonly List<SessionCell[]> blocks = [];
    private readonly Session?[] recent = new Session?[RecentlyRead];
    private int[] buckets = NewBuckets(MinimumBuckets);
    private int firstFree = None;
    private int used;

    public int Count { get; private set; }

    /// <summary>Adds a record; false when its access key id is there already.</summary>
    public bool TryAdd(Session session, long keptUntil, out int index)
    {
        int hash = HashOf(session.AccessKeyId.Value);
        index = Find(hash, session.AccessKeyId.Value);
        if (index != None)
            return false;
        if (Count == buckets.Length)
            Grow();
        index = TakeFree();
        ref var cell = ref this[index];
        cell.Write(session, keptUntil);
        Link(ref cell, index, hash);
        Count++;
        return true;
    }

    public bool TryFind(string accessKeyId, out int index)
    {
        index = Find(HashOf(accessKeyId), accessKeyId);
        return index != None;
    }

    /// <summary>Gets a cell. It moves never, and is another record's after its own was removed.</summary>
    public ref SessionCell this[int index] => ref blocks[index / BlockLength][index % BlockLength];

    /// <summary>Makes the session of a cell that was found by this key; the same one as long as it stays as it is and is read often.</summary>
    public Session Read(int index, AccessKeyId accessKeyId)
    {
        ref var kept = ref recent[index & (RecentlyRead - 1)];
        return kept is not null && kept.AccessKeyId == accessKeyId ? kept : kept = this[index].ToSession(accessKeyId);
    }

    public void Revoke(int index)
    {
        this[index].IsRevoked = true;
        recent[index & (RecentlyRead - 1)] = null;
    }

    public void Remove(int index)
    {
        recent[index & (RecentlyRead - 1)] = null;
        ref var cell = ref this[index];
        ref int link = ref buckets[cell.Hash & (buckets.Length - 1)];
        while (link != index)
            link = ref this[link].Next;
        link = cell.Next;
        // The secret goes with the record.
        cell = default;
        cell.Next = firstFree;
        firstFree = index;
        Count--;
    }

    public void Clear()
    {
        blocks.Clear();
        Array.Clear(recent);
        buckets = NewBuckets(MinimumBuckets);
        firstFree = None;
        used = 0;
        Count = 0;
    }

    /// <summary>The cells in use, in no order.</summary>
    public IEnumerable<int> Indices() => Enumerable.Range(0, used).Where(index => this[index].IsUsed);

    private static int[] NewBuckets(int length)
    {
        int[] heads = new int[length];
        Array.Fill(heads, None);
        return heads;
    }

    /// <remarks>Randomised per process, so that nobody can send keys that fall into one bucket.</remarks>
    [SuppressMessage("Globalization", "CA1307", Justification = "The ordinal hash is the only one without a comparison.")]
    private static int HashOf(string accessKeyId) => accessKeyId.GetHashCode();

    private int Find(int hash, string accessKeyId)
    {
        for (int index = buckets[hash & (buckets.Length - 1)]; index != None;)
        {
            ref var cell = ref this[index];
            if (cell.Hash == hash && cell.HasKey(accessKeyId))
                return index;
            index = cell.Next;
        }
        return None;
    }

    private void Link(ref SessionCell cell, int index, int hash)
    {
        ref int head = ref buckets[hash & (buckets.Length - 1)];
        cell.Hash = hash;
        cell.Next = head;
        head = index;
    }

    private int TakeFree()
    {
        if (firstFree != None)
        {
            int index = firstFree;
            firstFree = this[index].Next;
            return index;
        }
        if (used == blocks.Count * BlockLength)
            blocks.Add(new SessionCell[BlockLength]);
        return used++;
    }

    private void Grow()
    {
        buckets = NewBuckets(buckets.Length * 2);
        for (int i = 0; i < used; i++)
        {
            ref var cell = ref this[i];
            if (cell.IsUsed)
                Link(ref cell, i, cell.Hash);
        }
    }
}
