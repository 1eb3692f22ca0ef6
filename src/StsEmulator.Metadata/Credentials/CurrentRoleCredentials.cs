using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Credentials;

/// <summary>The credentials that an instance is served now, one session for each delivery version.</summary>
internal sealed class CurrentRoleCredentials(
    InstanceRoleAssumption assumption, ISessionStore sessions, ISharedValueStore values, EmulatorClock clock)
    : CurrentSessions<InstanceHolder, Role, RoleCredentials>(sessions, values, clock)
{
    private readonly EmulatorClock clock = clock;

    public ValueTask<RoleCredentials> GetAsync(
        SimulatedInstance instance, RoleDelivery delivery, AccountDirectory account, Role role, CancellationToken cancellationToken) =>
        GetAsync(new InstanceHolder(instance, delivery), account, role, cancellationToken);

    /// <inheritdoc cref="CurrentSessions{THolder, TRole, TAnswer}.IssueApartAsync"/>
    public ValueTask<RoleCredentials> IssueApartAsync(
        SimulatedInstance instance, RoleDelivery delivery, AccountDirectory account, Role role, TimeSpan life, CancellationToken cancellationToken) =>
        IssueApartAsync(new InstanceHolder(instance, delivery), account, role, life, cancellationToken);

    protected override string IdOf(Role role) => role.RoleId;

    protected override string NameOf(InstanceHolder holder) =>
        $"{holder.Instance.InstanceId}/{holder.Delivery}";

    protected override ValueTask<RoleAssumptionResult> AssumeAsync(
        InstanceHolder holder, AccountDirectory account, Role role, TimeSpan life, CancellationToken cancellationToken) =>
        assumption.AssumeAsync(holder.Instance, account, role, holder.Delivery, life, cancellationToken);

    protected override RoleCredentials Success(StoredCredentials credentials, AccountDirectory account, Role role) =>
        RoleCredentials.Of(credentials, account.Id);

    /// <summary>Source: EC2 User Guide, "Troubleshoot IAM roles": the code for a trust policy that does not admit EC2.</summary>
    protected override RoleCredentials Refused(RoleAssumptionRefusal refusal, Role role) => refusal.Failure == RoleAssumptionFailure.NotAuthorized
        ? RoleCredentials.Failed(
            "AssumeRoleUnauthorizedAccess",
            $"EC2 cannot assume the role {role.RoleName}. Please see documentation at "
                + "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.",
            clock.GetUtcNow())
        : RoleCredentials.Failed("Failed", $"The role {role.RoleName} could not be assumed: {refusal.Failure}.", clock.GetUtcNow());

    protected override RoleCredentials Exhausted(Role role) =>
        RoleCredentials.Failed("Failed", "The credentials of this instance were revoked too often.", clock.GetUtcNow());
}
