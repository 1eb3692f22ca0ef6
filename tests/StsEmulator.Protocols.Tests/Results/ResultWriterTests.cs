using System.Text;
using System.Text.Json;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Protocols.Tests.Results;

public sealed class ResultWriterTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 13, 0, 0, 999, TimeSpan.FromHours(1));

    [Fact]
    public void Xml_has_two_spaces_a_level_and_a_line_feed_after_each_element()
    {
        string xml = Xml(writer =>
        {
            writer.StartRoot("Assume", "Response", "https://example.com/");
            Write(writer);
            writer.EndRoot("Assume", "Response");
        });

        Assert.Equal(
            """
            <AssumeResponse xmlns="https://example.com/">
              <Outer>
                <Inner>
                  <Text>value</Text>
                </Inner>
                <Here>there</Here>
                <Count>-42</Count>
                <Size>7</Size>
                <Expiration>2026-03-01T12:00:00Z</Expiration>
              </Outer>
            </AssumeResponse>

            """,
            xml);
    }

    [Fact]
    public void Json_has_null_for_what_is_absent_and_seconds_for_times()
    {
        var buffer = Utf8Buffer.Rent();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(new JsonResultWriter(json));
            json.WriteEndObject();
        }

        Assert.Equal(
            """{"Outer":{"Inner":{"Text":"value"},"Here":"there","Absent":null,"Count":-42,"Size":7,"NoSize":null,"Expiration":1772366400}}""",
            Encoding.UTF8.GetString(buffer.Written.Span));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a<b>&\"c'", "a&lt;b&gt;&amp;\"c'")]
    [InlineData("a\r\n\tb", "a&#xD;\n\tb")]
    [InlineData("\0\u001f\uffff", "\ufffd\ufffd\ufffd")]
    [InlineData("\u00e4\u4e2d\U0001F600", "\u00e4\u4e2d\U0001F600")]
    public void Text_is_escaped_where_xml_asks_for_it(string text, string escaped)
    {
        string xml = Xml(writer => writer.Text("T", text));

        Assert.Equal($"<T>{escaped}</T>\n", xml);
    }

    [Theory]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void Any_number_fits(long number, string text)
    {
        string xml = Xml(writer => writer.Number("N", number));

        Assert.Equal($"<N>{text}</N>\n", xml);
    }

    [Fact]
    public void A_long_text_outgrows_the_buffer_unharmed()
    {
        string text = new('x', 200_000);

        string xml = Xml(writer => writer.Text("T", text));

        Assert.Equal($"<T>{text}</T>\n", xml);
    }

    [Fact]
    public void A_buffer_given_back_is_empty_and_wiped()
    {
        var buffer = Utf8Buffer.Rent();
        buffer.Write("secret"u8);
        var written = buffer.Written;

        buffer.Return();

        Assert.Equal(new byte[6], written.ToArray());
        Assert.True(Utf8Buffer.Rent().Written.IsEmpty);
    }

    private static void Write(IResultWriter writer)
    {
        writer.Start("Outer");
        writer.Start("Inner");
        writer.Text("Text", "value");
        writer.End("Inner");
        writer.Optional("Here", "there");
        writer.Optional("Absent", (string?)null);
        writer.Number("Count", -42);
        writer.Optional("Size", 7L);
        writer.Optional("NoSize", (long?)null);
        writer.Time("Expiration", Time);
        writer.End("Outer");
    }

    private static string Xml(Action<XmlResultWriter> write)
    {
        var buffer = Utf8Buffer.Rent();
        write(new XmlResultWriter(buffer));
        string xml = Encoding.UTF8.GetString(buffer.Written.Span);
        buffer.Return();
        return xml;
    }
}
