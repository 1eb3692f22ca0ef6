using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.LoginProfiles;

/// <summary>The account's password policy as the API answers by it.</summary>
internal static class PasswordRules
{
    public static WireError NotConforming { get; } = IamErrors.PasswordPolicyViolation("Password does not conform to the account password policy.");

    private static WireError Reused { get; } =
        IamErrors.PasswordPolicyViolation("Policy constraint violation with password reuse prevention during password change.");

    /// <summary>Says what is wrong with a new password in the place of another; null when nothing is.</summary>
    public static WireError? Refuse(IamCall call, LoginProfile profile, string password)
    {
        var policy = call.Account.Account.PasswordPolicy;
        if (!PasswordPolicy.Accepts(policy, password))
            return NotConforming;
        return PasswordPolicy.IsReused(policy, profile, password) ? Reused : null;
    }
}
