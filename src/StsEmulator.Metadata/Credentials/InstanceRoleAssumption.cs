using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>Assumes the role of an instance as EC2 does: as its service, with the instance id for a session name.</summary>
internal sealed class InstanceRoleAssumption(RecordedRoleAssumption assumption)
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
                SessionContext = InstanceContext.Of(instance, account, delivery),
            },
            cancellationToken);
    }
}
