using System.Collections.Concurrent;

namespace StsEmulator.Iam.Directory;

/// <summary>A policy that AWS manages: the same in every account, and nobody's to change.</summary>
public sealed class AwsManagedPolicy
{
    private readonly ConcurrentDictionary<string, StoredPolicy> byPartition = new(StringComparer.Ordinal);
    private readonly Func<string> readDocument;

    internal AwsManagedPolicy(Func<string> readDocument) => this.readDocument = readDocument;

    public required string PolicyName { get; init; }

    /// <summary>Gets the path, such as <c>/service-role/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the unique id, <c>ANPA…</c>, the same in all accounts.</summary>
    public required string PolicyId { get; init; }

    public required string Description { get; init; }

    public required string DefaultVersionId { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public string Arn(string partition) => $"arn:{partition}:iam::aws:policy{Path}{PolicyName}";

    /// <summary>Gets the document of the default version under the ARN of a partition. Its text is read, and compiled, when first asked for.</summary>
    public StoredPolicy In(string partition) => byPartition.TryGetValue(partition, out var known)
        ? known
        // The ARNs in a document are those of the partition that it is used in.
        : byPartition.GetOrAdd(partition, new StoredPolicy(
            Arn(partition), partition == "aws" ? readDocument() : readDocument().Replace("\"arn:aws:", $"\"arn:{partition}:", StringComparison.Ordinal)));
}
