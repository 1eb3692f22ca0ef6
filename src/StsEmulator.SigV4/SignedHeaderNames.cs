using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>The list of signed header names, enumerated without allocation.</summary>
public readonly struct SignedHeaderNames
{
    /// <summary>The characters of a header name (RFC 9110 section 5.6.2), upper case left out; the colon is for <c>:authority</c>.</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$&'*+-.^_`|~:");

    private readonly ReadOnlyMemory<char> _text;
    private readonly bool _isEncoded;

    /// <param name="isEncoded">Whether names are parted by <c>%3B</c>, as in a query, as well as by a semicolon.</param>
    internal SignedHeaderNames(ReadOnlyMemory<char> text, bool isEncoded)
    {
        _text = text;
        _isEncoded = isEncoded;
    }

    public Enumerator GetEnumerator() => new(_text.Span, _isEncoded);

    public bool Contains(ReadOnlySpan<char> name)
    {
        foreach (var signed in this)
        {
            if (signed.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public override string ToString() => _isEncoded
        ? _text.ToString().Replace("%3B", ";", StringComparison.OrdinalIgnoreCase)
        : _text.ToString();

    /// <summary>Says whether the names are lower case, strictly ascending (so without repeats) and within the header limit.</summary>
    internal bool AreWellFormed()
    {
        var previous = ReadOnlySpan<char>.Empty;
        int count = 0;
        foreach (var name in this)
        {
            if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters) || previous.SequenceCompareTo(name) >= 0)
                return false;
            if (++count > SignatureLimits.Headers)
                return false;
            previous = name;
        }

        return count > 0;
    }

    /// <summary>Walks the names.</summary>
    public ref struct Enumerator
    {
        private readonly bool _isEncoded;
        private ReadOnlySpan<char> _rest;
        private bool _hasMore;

        internal Enumerator(ReadOnlySpan<char> text, bool isEncoded)
        {
            _rest = text;
            _isEncoded = isEncoded;
            _hasMore = true;
        }

        public ReadOnlySpan<char> Current { get; private set; }

        public bool MoveNext()
        {
            if (!_hasMore)
                return false;
            int end = _isEncoded ? _rest.IndexOfAny(';', '%') : _rest.IndexOf(';');
            _hasMore = end >= 0;
            Current = _hasMore ? _rest[..end] : _rest;
            if (_hasMore)
                _rest = _rest[(end + (_rest[end] == '%' ? 3 : 1))..];
            return true;
        }
    }
}
