using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>Assumes the role of an instance as EC2 does: as its service, with the instance id for a session name.</summary>
internal sealed class InstanceRoleAssumption(RoleAssumption assumption)
{
    /// <summary>How long the credentials of an instance live, whatever the role's MaxSessionDuration says.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    /// <param name="life">How long the session lives; negative for one that has expired.</param>
    public ValueTask<RoleAssumptionResult> AssumeAsync(
        SimulatedInstance instance, AccountDirectory account, Role role, RoleDelivery delivery, TimeSpan life, CancellationToken cancellationToken)
    {
        if (!Arn.TryParse(role.Arn(account.Partition), out var arn))
            throw new InvalidOperationException("The ARN of a role in the directory must be readable.");
        return assumption.AssumeAsync(
            new RoleAssumptionRequest
            {
                Principal = Principal.Service("ec2.amazonaws.com"),
                RoleArn = arn,
                SessionName = instance.InstanceId,
                Duration = life,
                Facts = new RequestFacts { Region = instance.Region, IsSecure = true },
                SessionContext = Context(instance, account, delivery),
            },
            cancellationToken);
    }

    /// <summary>Source: EC2 User Guide, "Retrieve security credentials"; IAM User Guide, "AWS global condition context keys".</summary>
    private static Dictionary<string, IReadOnlyList<string>> Context(SimulatedInstance instance, AccountDirectory account, RoleDelivery delivery) => new()
    {
        ["ec2:RoleDelivery"] = [delivery == RoleDelivery.Version2 ? "2.0" : "1.0"],
        ["ec2:SourceInstanceArn"] = [$"arn:{account.Partition}:ec2:{instance.Region}:{account.Id}:instance/{instance.InstanceId}"],
        ["aws:Ec2InstanceSourceVpc"] = [instance.VpcId],
        ["aws:Ec2InstanceSourcePrivateIPv4"] = [instance.PrivateIpAddress],
    };
}
