using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.Tests.Pages;

public sealed class ControlsTests
{
    [Fact]
    public void A_field_has_a_label_and_points_to_its_hint_and_error()
    {
        string field = Controls.Field(new FormField("code", "Code") { Hint = "Six digits.", Error = "Wrong code." }).ToString();

        Assert.Contains("<label for=\"field-code\">Code</label>", field, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"field-code-hint field-code-error\"", field, StringComparison.Ordinal);
        Assert.Contains("id=\"field-code-hint\"", field, StringComparison.Ordinal);
        Assert.Contains("id=\"field-code-error\"", field, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", field, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_without_remarks_describes_nothing()
    {
        string field = Controls.Field(new FormField("code", "Code")).ToString();

        Assert.DoesNotContain("aria-", field, StringComparison.Ordinal);
        Assert.DoesNotContain("autofocus", field, StringComparison.Ordinal);
    }

    [Fact]
    public void A_typed_value_cannot_break_out_of_its_field()
    {
        string field = Controls.Field(new FormField("name", "Name") { Value = "\"><script>" }).ToString();

        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;\"", field, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_links_each_error_to_its_field_and_is_absent_without_errors()
    {
        FormField right = new("a", "A"), wrong = new("b", "B") { Error = "Is wrong." };

        Assert.Contains("<a href=\"#field-b\">Is wrong.</a>", Controls.ErrorSummary(right, wrong).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("field-a", Controls.ErrorSummary(right, wrong).ToString(), StringComparison.Ordinal);
        Assert.True(Controls.ErrorSummary(right).IsNothing);
    }

    [Fact]
    public void A_hand_over_posts_every_value_to_its_target()
    {
        string form = Controls.HandOver(new Uri("https://signin.example/saml?x=1&y=2"), [new("SAMLResponse", "a+b=")], "Continue").ToString();

        Assert.Contains("action=\"https://signin.example/saml?x=1&amp;y=2\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"SAMLResponse\" value=\"a&#x2B;b=\"", form, StringComparison.Ordinal);
        Assert.Contains("<button", form, StringComparison.Ordinal);
    }
}
