using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IdentityProvider.Tests;

/// <summary>A sequence that its seed repeats. Replicas get different seeds, so that two never make the same key.</summary>
internal sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    public void Fill(Span<byte> destination)
    {
        lock (gate)
            random.NextBytes(destination);
    }
}
