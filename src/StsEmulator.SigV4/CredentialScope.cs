namespace StsEmulator.SigV4;

/// <summary>The scope of a credential as presented: <c>date/region/service/terminator</c>, nothing checked but the number of elements.</summary>
public readonly struct CredentialScope(
    ReadOnlyMemory<char> date, ReadOnlyMemory<char> region, ReadOnlyMemory<char> service, ReadOnlyMemory<char> terminator)
{
    /// <summary>The last element of every scope.</summary>
    public const string ExpectedTerminator = "aws4_request";

    /// <summary>Gets eight digits, when the client is honest.</summary>
    public ReadOnlyMemory<char> Date { get; } = date;

    public ReadOnlyMemory<char> Region { get; } = region;

    /// <summary>Gets the service's signing name.</summary>
    public ReadOnlyMemory<char> Service { get; } = service;

    public ReadOnlyMemory<char> Terminator { get; } = terminator;

    /// <summary>Gets whether paths are signed as they are and encoded once, and bodies may stay unsigned.</summary>
    public bool IsS3Family => Service.Span is "s3" or "s3-object-lambda" or "s3-outposts" or "s3express";

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
