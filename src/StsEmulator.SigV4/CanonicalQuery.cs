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
        foreach (var piece in new QueryPieces(query))
        {
            var name = query[piece.Start..piece.NameEnd];
            if (isPresigned && PercentCode.DecodesTo(name, "X-Amz-Signature"))
                continue;
            Add(name, redact && Redaction.IsSecretParameter(name) ? Redaction.Placeholder : query[piece.ValueStart..piece.End]);
            isSorted = isSorted && (_count < 2 || Compare(_parameters[_count - 2], _parameters[_count - 1]) <= 0);
        }

        if (isSorted)
            output.Write(_encoded.Written);
        else
            WriteSorted(output);
        if (_parameters.Length > Kept)
            _parameters = new Parameter[16];
    }

    private void WriteSorted(OctetBuffer output)
    {
        _parameters.AsSpan(0, _count).Sort(_byEncodedText);
        for (int i = 0; i < _count; i++)
        {
            if (i > 0)
                output.Write((byte)'&');
            output.Write(_encoded.Slice(_parameters[i].Start, _parameters[i].End - _parameters[i].Start));
        }
    }

    /// <summary>Encodes one parameter behind the others, as it will stand when they are in order already, which they often are.</summary>
    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        // INVARIANT: 64 KiB of query are at most 192 KiB encoded, so that this buffer never overflows.
        if (_count > 0)
            _encoded.Write((byte)'&');
        int start = _encoded.Length;
        CanonicalText.Reencode(name, _encoded);
        int equals = _encoded.Length;
        _encoded.Write((byte)'=');
        CanonicalText.Reencode(value, _encoded);
        if (_count == _parameters.Length)
            Array.Resize(ref _parameters, _count * 2);
        _parameters[_count++] = new Parameter(start, equals, _encoded.Length);
    }

    private ReadOnlySpan<byte> Name(Parameter parameter) => _encoded.Slice(parameter.Start, parameter.EqualSign - parameter.Start);

    private ReadOnlySpan<byte> Value(Parameter parameter) => _encoded.Slice(parameter.EqualSign + 1, parameter.End - parameter.EqualSign - 1);

    private int Compare(Parameter x, Parameter y)
    {
        int byName = Name(x).SequenceCompareTo(Name(y));
        return byName != 0 ? byName : Value(x).SequenceCompareTo(Value(y));
    }

    private readonly record struct Parameter(int Start, int EqualSign, int End);
}
