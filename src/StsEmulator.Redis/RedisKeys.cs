using StackExchange.Redis;

namespace StsEmulator.Redis;

/// <summary>
/// The names of all keys. Everything that is written together carries the hash tag <c>{prefix}</c> and so lies in one slot; sessions
/// spread over the slots. Whatever belongs to a generation carries its number.
/// </summary>
internal sealed class RedisKeys(string prefix)
{
    /// <summary>Generation and directory version, <c>generation:version</c>.</summary>
    public RedisKey Marks { get; } = $"{{{prefix}}}:marks";

    /// <summary>The clock offset in ticks.</summary>
    public RedisKey Clock { get; } = $"{{{prefix}}}:clock";

    /// <summary>The fingerprint of the seed the directory was written from.</summary>
    public RedisKey Seed { get; } = $"{{{prefix}}}:seed";

    /// <summary>The channel that says that marks moved.</summary>
    public RedisChannel Moved { get; } = RedisChannel.Literal($"{{{prefix}}}:moved");

    public RedisKey Directory(long generation) => $"{{{prefix}}}:{generation}:directory";

    public RedisKey Changes(long generation) => $"{{{prefix}}}:{generation}:changes";

    public RedisKey Value(long generation, string key) => $"{{{prefix}}}:{generation}:value:{key}";

    public RedisKey Once(long generation, string key) => $"{{{prefix}}}:{generation}:once:{key}";

    /// <summary>A hash with a field per access key or role.</summary>
    public RedisKey LastUses(long generation) => $"{{{prefix}}}:{generation}:lastuses";

    public RedisKey Session(long generation, string accessKeyId) => $"{prefix}:{generation}:session:{accessKeyId}";

    public string SessionPattern(long generation) => $"{prefix}:{generation}:session:*";

    /// <summary>Everything of one generation; the brackets of the tag are literal in a pattern.</summary>
    public IEnumerable<string> GenerationPatterns(long generation) => [$"{{{prefix}}}:{generation}:*", SessionPattern(generation)];
}
