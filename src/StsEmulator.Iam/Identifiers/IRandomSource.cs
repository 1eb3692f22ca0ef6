namespace StsEmulator.Iam.Identifiers;

/// <summary>
/// Where every random byte of the product comes from: the operating system in a running server, a seeded sequence in a test.
/// </summary>
public interface IRandomSource
{
    /// <summary>Fills the span with bytes that nobody can predict. Safe for concurrent callers.</summary>
    void Fill(Span<byte> destination);
}
