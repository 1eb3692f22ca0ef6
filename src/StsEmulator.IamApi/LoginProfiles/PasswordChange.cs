using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.LoginProfiles;

/// <summary>ChangePassword: users change their own password, and must know the one before.</summary>
internal static class PasswordChange
{
    public static IReadOnlyList<IamOperation> Table { get; } = [new("ChangePassword", Execute)];

    private static IamOutcome Execute(IamCall call)
    {
        string old = call.Read.Password("OldPassword");
        string replacement = call.Read.Password("NewPassword");
        if (call.Read.Error is { } invalid)
            return invalid;
        if (call.Caller.Principal.Kind != PrincipalKind.User)
            return new WireError("InvalidUserType", 400, "Only IAM Users can change their own password.");
        var named = NamedUser.Of(call, call.Caller.Principal.Name!);
        if (RefuseOwner(call, named) is { } refused)
            return refused;
        var user = named.User!;
        if (user.LoginProfile is not { } profile)
            return IamErrors.NoSuchLoginProfile(user.UserName);
        if (!profile.Password.Verify(old))
            return IamErrors.AccessDenied("The old password was incorrect.");
        var policy = call.Account.Account.PasswordPolicy;
        if (policy?.HardExpiry == true && PasswordPolicy.ExpiryOf(policy, profile) <= call.Now)
            return IamErrors.AccessDenied("The password has expired; an administrator must set a new one.");
        if (PasswordRules.Refuse(call, profile, replacement) is { } violation)
            return violation;
        var changed = profile.With(PasswordDigest.Of(replacement, call.Ids), call.Now) with { PasswordResetRequired = false };
        return IamOutcome.Done.Writing(user with { LoginProfile = changed });
    }

    /// <remarks>
    /// A password policy that lets users change their passwords stands for the Allow that no policy of theirs gives; a Deny still counts.
    /// Source: IAM User Guide, "Permit IAM users to change their own passwords".
    /// </remarks>
    private static WireError? RefuseOwner(IamCall call, NamedUser named)
    {
        if (named.Refuse(call) is not { } refused)
            return null;
        bool isOnlyUnsaid = call.Evidence is { Note: null, Decision: { Outcome: PolicyOutcome.ImplicitDeny, DeniedBy: PolicyType.Identity } };
        return isOnlyUnsaid && named.User is not null && call.Account.Account.PasswordPolicy?.AllowUsersToChangePassword == true ? null : refused;
    }
}
