using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tokens;

/// <summary>
/// The keys that metadata tokens are made with: one secret for all replicas, kept in the store, from which every instance has a key of
/// its own. It is read once for each generation of the store; a reset makes the tokens from before worthless.
/// </summary>
internal sealed class MetadataTokenKeys(ISharedValueStore values, LiveDirectory directory, IdentifierGenerator identifiers)
{
    private const string SharedKey = "metadata/token-key";

    private volatile Known? known;

    /// <summary>Gets the key of an instance, 32 bytes.</summary>
    public ValueTask<byte[]> GetAsync(string instanceId, CancellationToken cancellationToken)
    {
        var held = known;
        return held is not null && held.Generation == directory.Current.Generation
            ? ValueTask.FromResult(held.Of(instanceId))
            : ReadAsync(instanceId, cancellationToken);
    }

    private async ValueTask<byte[]> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        long generation = directory.Current.Generation;
        byte[] secret = await values.GetOrAddAsync(SharedKey, identifiers.Key(32), lifetime: null, cancellationToken);
        var read = new Known(generation, secret);
        known = read;
        return read.Of(instanceId);
    }

    private sealed class Known(long generation, byte[] secret)
    {
        private readonly ConcurrentDictionary<string, byte[]> byInstance = new(StringComparer.Ordinal);

        public long Generation { get; } = generation;

        public byte[] Of(string instanceId)
        {
            if (byInstance.TryGetValue(instanceId, out byte[]? key))
                return key;
            // Instances come and go; the keys of those that stay are made again.
            if (byInstance.Count >= InstanceFleet.MaximumCount)
                byInstance.Clear();
            return byInstance.GetOrAdd(instanceId, HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(instanceId)));
        }
    }
}
