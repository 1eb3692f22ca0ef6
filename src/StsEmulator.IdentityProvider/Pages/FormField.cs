namespace StsEmulator.IdentityProvider.Pages;

/// <summary>One field of a form: its label, what was typed, and what is wrong with it.</summary>
/// <param name="Name">The name it is posted under, of letters, digits, `-` and `_`; its element's id follows from it.</param>
public sealed record FormField(string Name, string Label)
{
    /// <summary>Gets the input type: text, password, email.</summary>
    public string Type { get; init; } = "text";

    public string? Value { get; init; }

    /// <summary>Gets a sentence under the label that says what is expected.</summary>
    public string? Hint { get; init; }

    /// <summary>Gets what is wrong, as a sentence; it stands at the field and in the <see cref="Controls.ErrorSummary"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what browsers and password stores fill in: <c>username</c>, <c>current-password</c>, <c>one-time-code</c>.</summary>
    public string AutoComplete { get; init; } = "off";

    /// <summary>Gets the on-screen keyboard: <c>numeric</c> for codes; null for letters.</summary>
    public string? InputMode { get; init; }

    /// <summary>Gets the most characters that can be typed; the server checks its own limit again.</summary>
    public int MaximumLength { get; init; } = 256;

    /// <summary>Gets whether the cursor starts here. One field of a page at most.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Gets whether what is typed is a code, which is set in wide figures.</summary>
    public bool IsCode { get; init; }

    internal string Id => "field-" + Name;
}
