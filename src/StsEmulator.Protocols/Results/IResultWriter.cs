namespace StsEmulator.Protocols.Results;

/// <summary>Writes the members of a result in wire order; the format decides how.</summary>
public interface IResultWriter
{
    void Text(string name, string value);

    /// <summary>A text that may be absent: left out of XML, null in JSON.</summary>
    void Optional(string name, string? value);

    void Number(string name, long value);

    /// <summary>A number that may be absent.</summary>
    void Optional(string name, long? value);

    /// <summary>An instant: ISO 8601 without fraction in XML, epoch seconds in JSON.</summary>
    void Time(string name, DateTimeOffset value);

    void Start(string name);

    void End(string name);
}
