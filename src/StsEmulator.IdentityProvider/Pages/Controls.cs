namespace StsEmulator.IdentityProvider.Pages;

/// <summary>The parts that pages are made of.</summary>
public static class Controls
{
    /// <summary>The id of a form that <see cref="Page.SubmitsItself"/> sends.</summary>
    public const string SelfSubmitting = "submits-itself";

    /// <summary>A form that is posted to the URL of the page itself, unless another path is given.</summary>
    public static Html Form(Html content, string? path = null) => path is null
        ? Html.Of($"<form method=\"post\" novalidate>{content}</form>")
        : Html.Of($"<form method=\"post\" action=\"{path}\" novalidate>{content}</form>");

    /// <summary>A form of hidden values that goes to another site; the button is there for browsers without scripts.</summary>
    public static Html HandOver(Uri target, IEnumerable<KeyValuePair<string, string>> values, string button) => Html.Of(
        $"<form method=\"post\" action=\"{target.AbsoluteUri}\" id=\"{SelfSubmitting}\">{Html.Join(values.Select(pair => Hidden(pair.Key, pair.Value)))}{Buttons(Submit(button))}</form>");

    /// <summary>A form of hidden values that goes to a path of this server.</summary>
    public static Html HandOver(string path, IEnumerable<KeyValuePair<string, string>> values, string button) => Html.Of(
        $"<form method=\"post\" action=\"{path}\" id=\"{SelfSubmitting}\">{Html.Join(values.Select(pair => Hidden(pair.Key, pair.Value)))}{Buttons(Submit(button))}</form>");

    public static Html Hidden(string name, string? value) => Html.Of($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");

    public static Html Field(FormField field) => Html.Of($"""
        <div class="{(field.Error is null ? "field" : "field wrong")}">
        <label for="{field.Id}">{field.Label}</label>
        {Html.When(field.Hint is not null, $"<p class=\"hint\" id=\"{field.Id}-hint\">{field.Hint}</p>")}
        {Html.When(field.Error is not null, $"<p class=\"error\" id=\"{field.Id}-error\"><span class=\"unseen\">Error: </span>{field.Error}</p>")}
        <input id="{field.Id}" name="{field.Name}" type="{field.Type}" value="{field.Value}" maxlength="{field.MaximumLength}" autocomplete="{field.AutoComplete}" autocapitalize="none" spellcheck="false"{Attributes(field)}>
        </div>

        """);

    /// <summary>Says on top of a form what is wrong with it, each line a link to its field; nothing when all is well.</summary>
    public static Html ErrorSummary(params IReadOnlyList<FormField> fields)
    {
        var wrong = fields.Where(field => field.Error is not null).ToList();
        var lines = Html.Join(wrong.Select(field => Html.Of($"<li><a href=\"#{field.Id}\">{field.Error}</a></li>")));
        return Html.When(wrong.Count > 0, $"""
            <div class="notice bad" role="alert" aria-labelledby="summary-title">
            <h2 id="summary-title">That did not work</h2>
            <ul>{lines}</ul>
            </div>

            """);
    }

    /// <summary>A remark beside the content.</summary>
    public static Html Notice(Html text) => Html.Of($"<div class=\"notice\">{text}</div>");

    /// <summary>A remark about something that went wrong.</summary>
    public static Html Warning(Html text) => Html.Of($"<div class=\"notice bad\" role=\"alert\">{text}</div>");

    /// <summary>Names and values, as on a ticket.</summary>
    public static Html Facts(params IReadOnlyList<(string Name, Html Value)> facts) => Html.Of(
        $"<dl class=\"facts\">{Html.Join(facts.Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>")))}</dl>");

    /// <summary>Something exact: an id, an ARN, a scope.</summary>
    public static Html Exact(string text) => Html.Of($"<code>{text}</code>");

    /// <summary>One of several choices that exclude each other, with a line that tells more.</summary>
    public static Html Choice(string name, string value, string label, string? detail, bool isChosen) => Html.Of($"""
        <label class="choice"><input type="radio" name="{name}" value="{value}"{Html.When(isChosen, $" checked")}><span><strong>{label}</strong>{Html.When(detail is not null, $"<small>{detail}</small>")}</span></label>

        """);

    /// <summary>A group of <see cref="Choice"/>s and the question that they answer.</summary>
    public static Html Choices(string question, IEnumerable<Html> choices) => Html.Of(
        $"<fieldset class=\"choices\"><legend>{question}</legend>{Html.Join(choices)}</fieldset>");

    public static Html Buttons(params IReadOnlyList<Html> buttons) => Html.Of($"<div class=\"buttons\">{Html.Join(buttons)}</div>");

    /// <summary>The button that does what the page is for. With a name it also posts which button it was.</summary>
    public static Html Submit(string label, string? name = null, string? value = null) => Button("primary", label, name, value);

    /// <summary>A button that steps back: cancel, deny.</summary>
    public static Html StepBack(string label, string? name = null, string? value = null) => Button("quiet", label, name, value);

    private static Html Button(string kind, string label, string? name, string? value) => name is null
        ? Html.Of($"<button class=\"{kind}\" type=\"submit\">{label}</button>")
        : Html.Of($"<button class=\"{kind}\" type=\"submit\" name=\"{name}\" value=\"{value}\">{label}</button>");

    private static Html Attributes(FormField field)
    {
        string described = string.Join(' ', ((string?[])[field.Hint is null ? null : field.Id + "-hint", field.Error is null ? null : field.Id + "-error"])
            .Where(id => id is not null));
        return Html.Join(
        [
            Html.When(described.Length > 0, $" aria-describedby=\"{described}\""),
            Html.When(field.Error is not null, $" aria-invalid=\"true\""),
            Html.When(field.InputMode is not null, $" inputmode=\"{field.InputMode}\""),
            Html.When(field.IsCode, $" class=\"code\""),
            Html.When(field.IsFirst, $" autofocus"),
        ]);
    }
}
