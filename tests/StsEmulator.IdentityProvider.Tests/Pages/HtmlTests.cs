using CsCheck;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.Tests.Pages;

public sealed class HtmlTests
{
    [Fact]
    public void Text_in_a_hole_is_encoded_and_markup_in_a_hole_is_not()
    {
        var inner = Html.Of($"<b>{"<script>&\"'"}</b>");

        string outer = Html.Of($"<p>{inner}{42}{(string?)null}</p>").ToString();

        Assert.Equal("<p><b>&lt;script&gt;&amp;&quot;&#x27;</b>42</p>", outer);
    }

    [Fact]
    public void No_text_can_leave_the_attribute_or_the_element_it_stands_in() =>
        Gen.String.Sample(text =>
        {
            string written = Html.Of($"{text}").ToString();
            return !written.AsSpan().ContainsAny("<>\"'");
        });

    [Fact]
    public void Letters_of_any_script_stay_readable() =>
        Assert.Equal("Ada Löfgren 阿達", Html.Of($"{"Ada Löfgren 阿達"}").ToString());

    [Fact]
    public void What_is_not_the_case_is_not_written()
    {
        Assert.True(Html.When(false, $"<p>{"x"}</p>").IsNothing);
        Assert.Equal("<p>x</p>", Html.When(true, $"<p>{"x"}</p>").ToString());
    }
}
