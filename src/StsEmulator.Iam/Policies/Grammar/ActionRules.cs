namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>What IAM demands of an Action or NotAction value that is not the lone star.</summary>
internal static class ActionRules
{
    public static PolicyFault? Check(DraftText action)
    {
        string text = action.Text!;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return new PolicyFault(PolicyTexts.ActionVendor, $"`{text}` is not of the form `service:Action`", action.Path, action.Node.Start);
        if (text.IndexOf(':', colon + 1) >= 0)
            return new PolicyFault(PolicyTexts.ActionColons, $"`{text}` has more than one colon", action.Path, action.Node.Start);
        foreach (char c in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
                return new PolicyFault(PolicyTexts.Vendor(text[..colon]), $"`{text[..colon]}` is no service prefix", action.Path, action.Node.Start);
        }
        return null;
    }
}
