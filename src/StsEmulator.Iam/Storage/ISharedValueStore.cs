namespace StsEmulator.Iam.Storage;

/// <summary>
/// Values that replicas must agree on: keys for tokens and encoded messages, the current credentials of an instance. The first to
/// propose a value wins and everybody gets that one.
/// </summary>
public interface ISharedValueStore
{
    /// <summary>Gets the value under a key, or makes <paramref name="candidate"/> it; one round trip.</summary>
    /// <param name="lifetime">How long it stands, on the machine clock; null for the whole generation.</param>
    ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken);

    /// <summary>Gets the value under a key, or null.</summary>
    ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a value.</summary>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);
}
