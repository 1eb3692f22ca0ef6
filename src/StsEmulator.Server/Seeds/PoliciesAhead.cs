using System.Threading.Channels;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Checks the policy documents of a large file on the other cores while it is still being read: checking is half of the work. Only what passes
/// is noted, at its node; whatever does not is left to the reader that reports, so that reports and their order stay the same. A small file
/// never gets here.
/// </summary>
internal sealed class PoliciesAhead
{
    /// <summary>How many documents go to a core at a time. Fewer are not worth it.</summary>
    private const int BatchSize = 500;

    private const string TrustProperty = "AssumeRolePolicyDocument";

    private readonly Channel<(PolicyType Type, List<SeedNode> Nodes)> batches =
        Channel.CreateUnbounded<(PolicyType, List<SeedNode>)>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly List<Task> workers = [];
    private List<SeedNode> trusts = [], others = [];

    /// <summary>Tells whether a property holds a policy document.</summary>
    public static bool IsPolicy(string property) => property is "PolicyDocument" or TrustProperty;

    /// <summary>Notes the value of a property for which <see cref="IsPolicy"/>. The node is whole, and nobody changes it any more.</summary>
    public void Add(string property, SeedNode value)
    {
        bool isTrust = property == TrustProperty;
        ref var batch = ref isTrust ? ref trusts : ref others;
        batch.Add(value);
        if (batch.Count < BatchSize)
            return;
        if (workers.Count < Environment.ProcessorCount)
            workers.Add(Task.Run(WorkAsync));
        batches.Writer.TryWrite((isTrust ? PolicyType.Trust : PolicyType.Identity, batch));
        batch = [];
    }

    /// <summary>Waits for the cores. The last documents, too few for a batch, are checked where they are read.</summary>
    public void Finish()
    {
        batches.Writer.Complete();
        Task.WaitAll(workers);
    }

    private async Task WorkAsync()
    {
        await foreach (var (type, nodes) in batches.Reader.ReadAllAsync())
        {
            foreach (var node in nodes)
                PolicyReader.Check(node, type);
        }
    }
}
