using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Users;

/// <summary>The user that a request means: by name, or the caller's own.</summary>
internal sealed record NamedUser(string Name, User? User, string Arn)
{
    /// <summary>Gets the error for a name that nobody has.</summary>
    public WireError Missing => IamErrors.NoSuchUser(Name);

    public static NamedUser Of(IamCall call, string name)
    {
        var user = call.Account.FindUser(name);
        return new NamedUser(name, user, user?.Arn(call.Partition) ?? call.Arn($"user/{name}"));
    }

    /// <summary>Reads <c>UserName</c>; when it is absent, the user who calls, and null for callers that are no user.</summary>
    public static NamedUser? ReadOrCaller(IamCall call)
    {
        string? name = call.Read.OptionalUserName() ?? (call.Caller.Principal.Kind == PrincipalKind.User ? call.Caller.Principal.Name : null);
        return name is null ? null : Of(call, name);
    }

    /// <summary>Gives what keeps the operation from being done with this user: parameters, permissions, or that it is not there.</summary>
    public WireError? Refuse(IamCall call, Action<Iam.Policies.ConditionContext>? conditions = null) =>
        call.Refuse(Arn, User?.Tags, conditions) ?? (User is null ? Missing : null);
}
