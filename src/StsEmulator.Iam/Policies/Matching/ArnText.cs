namespace StsEmulator.Iam.Policies.Matching;

/// <summary>The text of an ARN with its fields marked, without a copy.</summary>
internal readonly ref struct ArnText
{
    public const int FieldCount = 6;

    private readonly int colon1, colon2, colon3, colon4, colon5;

    public ArnText(ReadOnlySpan<char> text)
    {
        Text = text;
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
            return;
        colon1 = 3;
        if (!Next(colon1, out colon2) || !Next(colon2, out colon3) || !Next(colon3, out colon4) || !Next(colon4, out colon5))
            return;
        IsArn = true;
    }

    public ReadOnlySpan<char> Text { get; }

    public bool IsArn { get; }

    public ReadOnlySpan<char> this[int field] => field switch
    {
        0 => Text[..colon1],
        1 => Text[(colon1 + 1)..colon2],
        2 => Text[(colon2 + 1)..colon3],
        3 => Text[(colon3 + 1)..colon4],
        4 => Text[(colon4 + 1)..colon5],
        _ => Text[(colon5 + 1)..],
    };

    private bool Next(int after, out int colon)
    {
        int length = Text[(after + 1)..].IndexOf(':');
        colon = after + 1 + length;
        return length >= 0;
    }
}
