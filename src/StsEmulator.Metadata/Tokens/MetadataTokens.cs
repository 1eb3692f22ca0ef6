using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tokens;

/// <summary>Issues the tokens of an instance and tells how much life a presented one has left, by the emulator's clock.</summary>
internal sealed class MetadataTokens(MetadataTokenKeys keys, IdentifierGenerator identifiers, EmulatorClock clock)
{
    public async ValueTask<byte[]> IssueAsync(SimulatedInstance instance, int ttlSeconds, CancellationToken cancellationToken)
    {
        byte[] key = await keys.GetAsync(instance.InstanceId, cancellationToken);
        byte[] token = new byte[MetadataToken.Length];
        MetadataToken.Write(key, clock.GetUtcNow().AddSeconds(ttlSeconds), identifiers.Key(MetadataToken.NonceLength), token);
        return token;
    }

    /// <returns>The seconds left, a begun one counted whole; 0 for a token that this instance does not accept.</returns>
    public async ValueTask<long> SecondsLeftAsync(SimulatedInstance instance, string presented, CancellationToken cancellationToken)
    {
        byte[] key = await keys.GetAsync(instance.InstanceId, cancellationToken);
        if (!MetadataToken.TryRead(key, presented, out var end))
            return 0;
        return Math.Max(0, (long)Math.Ceiling((end - clock.GetUtcNow()).TotalSeconds));
    }
}
