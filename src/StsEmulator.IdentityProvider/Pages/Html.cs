using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace StsEmulator.IdentityProvider.Pages;

/// <summary>
/// Markup that is safe to send. It is made from an interpolated string, <c>Html.Of($"&lt;p&gt;{text}&lt;/p&gt;")</c>: what the source
/// writes is markup, what a hole holds is text and is encoded, unless it is <see cref="Html"/> already. This is the one place that encodes.
/// </summary>
/// <remarks>Attributes are written in double quotes. No hole stands in a script, a style, or a link that may carry a scheme.</remarks>
public readonly record struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    public static Html Nothing { get; }

    public bool IsNothing => string.IsNullOrEmpty(markup);

    public static Html Of(HtmlTemplate template) => new(template.Finish());

    /// <summary>Writes one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    /// <summary>The markup, or nothing.</summary>
    public static Html When(bool condition, HtmlTemplate template)
    {
        string finished = template.Finish();
        return condition ? new Html(finished) : Nothing;
    }

    public override string ToString() => markup ?? "";

    internal static string Encode(string text) => Encoder.Encode(text);
}

/// <summary>Gathers an interpolated string; see <see cref="Html"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlTemplate(int literalLength, int formattedCount)
{
    private readonly StringBuilder markup = new(literalLength + (formattedCount * 24));

    public void AppendLiteral(string markupText) => markup.Append(markupText);

    public void AppendFormatted(string? text) => markup.Append(text is null ? "" : Html.Encode(text));

    public void AppendFormatted(int number) => markup.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(Html part) => markup.Append(part.ToString());

    public string Finish() => markup.ToString();
}
