using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>Leaves whose value has to be worked out from the instance.</summary>
internal static class InstanceFacts
{
    /// <summary>Families that ran on Xen before Nitro. Source: EC2 User Guide, "Instances built on the AWS Nitro System".</summary>
    private static readonly HashSet<string> XenFamilies = new(StringComparer.Ordinal)
    {
        "t1", "t2", "m1", "m2", "m3", "m4", "c1", "c3", "c4", "cc2", "cr1", "r3", "r4", "i2", "i3", "d2", "h1", "hs1", "g2", "g3", "g3s",
        "p2", "p3", "x1", "x1e", "f1",
    };

    public static string Hypervisor(SimulatedInstance instance)
    {
        string type = instance.InstanceType;
        int dot = type.IndexOf('.', StringComparison.Ordinal);
        bool isXen = XenFamilies.Contains(dot < 0 ? type : type[..dot]) && !type.EndsWith(".metal", StringComparison.Ordinal);
        return isXen ? "xen-on-nitro" : "nitro";
    }

    /// <summary>Only a spot instance is ever interrupted or told to rebalance, so a notice makes one, also while it is not yet served.</summary>
    public static string LifeCycle(SimulatedInstance instance) => instance.Settings.InstanceLifecycle
        ?? (instance.Notices is { Spot: not null } or { Rebalance: not null } ? "spot" : "on-demand");
}
