using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Groups;

/// <summary>The group that a request means.</summary>
internal sealed record NamedGroup(string Name, Group? Group, string Arn)
{
    public WireError Missing => IamErrors.NoSuchGroup(Name);

    public static NamedGroup Read(IamCall call)
    {
        string name = call.Read.GroupName();
        var group = call.Account.FindGroup(name);
        return new NamedGroup(name, group, group?.Arn(call.Partition) ?? call.Arn($"group/{name}"));
    }

    /// <summary>Gives what keeps the operation from being done with this group: parameters, permissions, or that it is not there.</summary>
    public WireError? Refuse(IamCall call) => call.Refuse(Arn) ?? (Group is null ? Missing : null);
}
