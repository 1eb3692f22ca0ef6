namespace StsEmulator.SigV4;

/// <summary>One parameter's place in a raw query; without an equal sign the value is empty.</summary>
internal readonly record struct QueryPiece(int Start, int NameEnd, int ValueStart, int End);

/// <summary>Walks the parameters of a raw query: parted by <c>&amp;</c>, empty pieces dropped, name and value at the first equal sign.</summary>
internal ref struct QueryPieces(ReadOnlySpan<char> query)
{
    private readonly ReadOnlySpan<char> _query = query;
    private int _next;

    public QueryPiece Current { get; private set; }

    public readonly QueryPieces GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _query.Length)
        {
            int start = _next;
            int length = _query[start..].IndexOf('&');
            int end = length < 0 ? _query.Length : start + length;
            _next = end + 1;
            if (end == start)
                continue;
            int equals = _query[start..end].IndexOf('=');
            Current = equals < 0
                ? new QueryPiece(start, end, end, end)
                : new QueryPiece(start, start + equals, start + equals + 1, end);
            return true;
        }

        return false;
    }
}
