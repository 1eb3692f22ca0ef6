using System.Buffers.Binary;
using System.Security.Cryptography;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Sts.Tests;

/// <summary>The same bytes in every run: SHA-256 of a counter.</summary>
internal sealed class SeededRandomSource : IRandomSource
{
    private readonly Lock filling = new();
    private ulong counter;

    public void Fill(Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[8], block = stackalloc byte[32];
        lock (filling)
        {
            while (!destination.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64BigEndian(input, counter++);
                SHA256.HashData(input, block);
                int count = Math.Min(block.Length, destination.Length);
                block[..count].CopyTo(destination);
                destination = destination[count..];
            }
        }
    }
}
