using System.Text.Json;

namespace StsEmulator.Protocols.Results;

/// <summary>The JSON form of query-protocol answers, for callers that accept <c>application/json</c>.</summary>
public sealed class JsonResultWriter(Utf8JsonWriter json) : IResultWriter
{
    public void Text(string name, string value) => json.WriteString(name, value);

    public void Optional(string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }

    public void Number(string name, long value) => json.WriteNumber(name, value);

    public void Optional(string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    public void Time(string name, DateTimeOffset value) => json.WriteNumber(name, value.ToUnixTimeSeconds());

    public void Start(string name) => json.WriteStartObject(name);

    public void End(string name) => json.WriteEndObject();
}
