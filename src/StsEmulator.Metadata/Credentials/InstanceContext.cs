using StsEmulator.Iam.Directory;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>
/// The condition keys that stay with a session of an instance. Source: EC2 User Guide, "Retrieve security credentials"; IAM User Guide, "AWS
/// global condition context keys".
/// </summary>
internal static class InstanceContext
{
    public static Dictionary<string, IReadOnlyList<string>> Of(SimulatedInstance instance, AccountDirectory account, RoleDelivery delivery) => new()
    {
        ["ec2:RoleDelivery"] = [delivery == RoleDelivery.Version2 ? "2.0" : "1.0"],
        ["ec2:SourceInstanceArn"] = [$"arn:{account.Partition}:ec2:{instance.Region}:{account.Id}:instance/{instance.InstanceId}"],
        ["aws:Ec2InstanceSourceVpc"] = [instance.VpcId],
        ["aws:Ec2InstanceSourcePrivateIPv4"] = [instance.PrivateIpAddress],
    };
}
