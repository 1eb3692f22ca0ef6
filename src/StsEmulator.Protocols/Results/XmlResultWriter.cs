using System.Buffers;
using System.Globalization;

namespace StsEmulator.Protocols.Results;

/// <summary>The XML of the query protocol: no declaration, two spaces a level, one element a line, a line feed after each.</summary>
public sealed class XmlResultWriter(Utf8Buffer buffer) : IResultWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\r\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000B\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    private int depth;

    /// <summary>Opens the root element with its namespace.</summary>
    public void StartRoot(string name, string suffix, string xmlNamespace)
    {
        buffer.Write("<"u8);
        buffer.Write(name);
        buffer.Write(suffix);
        buffer.Write(" xmlns=\""u8);
        buffer.Write(xmlNamespace);
        buffer.Write("\">\n"u8);
        depth = 1;
    }

    public void EndRoot(string name, string suffix)
    {
        buffer.Write("</"u8);
        buffer.Write(name);
        buffer.Write(suffix);
        buffer.Write(">\n"u8);
    }

    public void Start(string name)
    {
        Indent();
        Open(name);
        buffer.Write("\n"u8);
        depth++;
    }

    public void End(string name)
    {
        depth--;
        Indent();
        Close(name);
    }

    public void Text(string name, string value)
    {
        Indent();
        Open(name);
        Escaped(value);
        Close(name);
    }

    public void Optional(string name, string? value)
    {
        if (value is not null)
            Text(name, value);
    }

    public void Number(string name, long value)
    {
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out int written, provider: CultureInfo.InvariantCulture);
        Indent();
        Open(name);
        buffer.Write(digits[..written]);
        Close(name);
    }

    public void Optional(string name, long? value)
    {
        if (value is { } number)
            Number(name, number);
    }

    public void Time(string name, DateTimeOffset value)
    {
        Span<char> text = stackalloc char[20];
        value.UtcDateTime.TryFormat(text, out int written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Indent();
        Open(name);
        buffer.Write(text[..written]);
        Close(name);
    }

    private void Open(string name)
    {
        buffer.Write("<"u8);
        buffer.Write(name);
        buffer.Write(">"u8);
    }

    private void Close(string name)
    {
        buffer.Write("</"u8);
        buffer.Write(name);
        buffer.Write(">\n"u8);
    }

    private void Indent()
    {
        for (int i = 0; i < depth; i++)
            buffer.Write("  "u8);
    }

    private void Escaped(ReadOnlySpan<char> text)
    {
        while (true)
        {
            int special = text.IndexOfAny(Special);
            if (special < 0)
            {
                buffer.Write(text);
                return;
            }
            buffer.Write(text[..special]);
            buffer.Write(text[special] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '\r' => "&#xD;"u8,
                // A character that XML 1.0 cannot hold at all.
                _ => "\uFFFD"u8,
            });
            text = text[(special + 1)..];
        }
    }
}
