using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Tests.Tree;

public sealed class InstanceFactsTests
{
    [Theory]
    [InlineData("t3.micro", "nitro")]
    [InlineData("t2.micro", "xen-on-nitro")]
    [InlineData("p3.2xlarge", "xen-on-nitro")]
    [InlineData("p3dn.24xlarge", "nitro")]
    [InlineData("i3.metal", "nitro")]
    public void The_hypervisor_follows_from_the_family_of_the_type(string type, string hypervisor) =>
        Assert.Equal(hypervisor, InstanceFacts.Hypervisor(new SimulatedInstance(World.Instance with { InstanceType = type })));

    [Theory]
    [InlineData("spot")]
    [InlineData("scheduled")]
    [InlineData("capacity-block")]
    public void A_life_cycle_that_was_given_is_served(string lifecycle) =>
        Assert.Equal(lifecycle, InstanceFacts.LifeCycle(new SimulatedInstance(World.Instance with { InstanceLifecycle = lifecycle })));
}
