namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>What IAM demands of an Action or NotAction value that is not the lone star.</summary>
internal static class ActionRules
{
    public static PolicyFault? Check(DraftText action)
    {
        string text = action.Text!;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return PolicyFault.At(action, PolicyTexts.ActionVendor, $"`{text}` is not of the form `service:Action`");
        if (text.IndexOf(':', colon + 1) >= 0)
            return PolicyFault.At(action, PolicyTexts.ActionColons, $"`{text}` has more than one colon");
        foreach (char c in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
                return PolicyFault.At(action, PolicyTexts.Vendor(text[..colon]), $"`{text[..colon]}` is no service prefix");
        }
        return null;
    }
}
