using System.Security.Cryptography;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Server.Randomness;

/// <summary>
/// The operating system's random bytes, fetched in blocks per thread because a fetch costs far more than the bytes. What was handed
/// out is wiped, so that no later reader of the memory finds it.
/// </summary>
internal sealed class OperatingSystemRandom : IRandomSource
{
    private const int BlockLength = 4096;

    [ThreadStatic]
    private static Block? t_block;

    public void Fill(Span<byte> destination)
    {
        if (destination.Length > BlockLength / 4)
        {
            RandomNumberGenerator.Fill(destination);
            return;
        }
        (t_block ??= new Block()).Take(destination);
    }

    private sealed class Block
    {
        private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(BlockLength, pinned: true);
        private int used = BlockLength;

        public void Take(Span<byte> destination)
        {
            if (used + destination.Length > BlockLength)
            {
                RandomNumberGenerator.Fill(bytes);
                used = 0;
            }
            var taken = bytes.AsSpan(used, destination.Length);
            taken.CopyTo(destination);
            taken.Clear();
            used += destination.Length;
        }
    }
}
