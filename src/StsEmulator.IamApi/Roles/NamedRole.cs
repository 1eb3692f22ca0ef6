using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Roles;

/// <summary>The role that a request means.</summary>
internal sealed record NamedRole(string Name, Role? Role, string Arn)
{
    /// <summary>Gets the error for a name that no role has.</summary>
    public WireError Missing => IamErrors.NoSuchRole(Name);

    public static NamedRole Read(IamCall call) => Of(call, call.Read.RoleName());

    public static NamedRole Of(IamCall call, string name)
    {
        var role = call.Account.FindRole(name);
        return new NamedRole(name, role, role?.Arn(call.Partition) ?? call.Arn($"role/{name}"));
    }

    /// <summary>Gives what keeps the operation from being done with this role: parameters, permissions, or that it is not there.</summary>
    public WireError? Refuse(IamCall call, Action<ConditionContext>? conditions = null) =>
        call.Refuse(Arn, Role?.Tags, conditions) ?? (Role is null ? Missing : null);

    /// <summary>Gives what keeps the role from being changed; beside that, roles of AWS are not the account's to change.</summary>
    public WireError? RefuseChange(IamCall call, Action<ConditionContext>? conditions = null) => Refuse(call, conditions) ?? Protected;

    /// <summary>Gets the error for a role that only AWS may change; null for others.</summary>
    public WireError? Protected => Role is { IsServiceLinked: true } or { IsReserved: true } ? IamErrors.ProtectedRole(Role.RoleName) : null;

    /// <summary>Says whether the caller may hand the role to a service.</summary>
    public WireError? RefusePassing(IamCall call, string service) =>
        call.RefuseAction("iam:PassRole", Arn, Role?.Tags, context => context.Set("iam:PassedToService", service));
}
