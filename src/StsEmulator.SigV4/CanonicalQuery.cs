namespace StsEmulator.SigV4;

/// <summary>The canonical query: every parameter decoded, encoded again and sorted by encoded name, then encoded value.</summary>
internal sealed class CanonicalQuery
{
    /// <summary>Parameters for which room is kept between requests.</summary>
    private const int Kept = 256;

    private readonly OctetBuffer _encoded = new();
    private readonly Comparison<Parameter> _byEncodedText;
    private Parameter[] _parameters = new Parameter[16];
    private int _count;

    public CanonicalQuery() => _byEncodedText = Compare; // kept: a delegate per sort would be an allocation

    /// <param name="isPresigned">Drops <c>X-Amz-Signature</c>, which cannot cover itself.</param>
    /// <param name="redact">Writes a placeholder for secrets; such a text is for people, not for hashing.</param>
    public void Write(ReadOnlySpan<char> query, bool isPresigned, bool redact, OctetBuffer output)
    {
        if (query.IsEmpty)
            return;
        _encoded.Clear();
        _count = 0;
        bool isSorted = true;
        foreach (var (name, value) in new QueryPieces(query))
        {
            if (isPresigned && PercentCode.DecodesTo(query[name], "X-Amz-Signature"))
                continue;
            Add(query[name], redact && Redaction.IsSecretParameter(query[name]) ? Redaction.Placeholder : query[value]);
            isSorted = isSorted && (_count < 2 || Compare(_parameters[_count - 2], _parameters[_count - 1]) <= 0);
        }

        if (!isSorted)
            _parameters.AsSpan(0, _count).Sort(_byEncodedText);
        for (int i = 0; i < _count; i++)
        {
            if (i > 0)
                output.Write((byte)'&');
            output.Write(Name(_parameters[i]));
            output.Write((byte)'=');
            output.Write(Value(_parameters[i]));
        }

        if (_parameters.Length > Kept)
            _parameters = new Parameter[16];
    }

    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        // INVARIANT: 64 KiB of query are at most 192 KiB encoded, so that this buffer never overflows.
        int start = _encoded.Length;
        CanonicalText.Reencode(name, _encoded);
        int middle = _encoded.Length;
        CanonicalText.Reencode(value, _encoded);
        if (_count == _parameters.Length)
            Array.Resize(ref _parameters, _count * 2);
        _parameters[_count++] = new Parameter(start, middle, _encoded.Length);
    }

    private ReadOnlySpan<byte> Name(Parameter parameter) => _encoded.Slice(parameter.Start, parameter.Middle - parameter.Start);

    private ReadOnlySpan<byte> Value(Parameter parameter) => _encoded.Slice(parameter.Middle, parameter.End - parameter.Middle);

    private int Compare(Parameter x, Parameter y)
    {
        int byName = Name(x).SequenceCompareTo(Name(y));
        return byName != 0 ? byName : Value(x).SequenceCompareTo(Value(y));
    }

    private readonly record struct Parameter(int Start, int Middle, int End);
}
