using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.LoginProfiles;

/// <summary>The passwords of users. Root's can be looked at and deleted, as privileged root sessions do.</summary>
internal static class LoginProfileOperations
{
    private const string Password = "Password", ResetRequired = "PasswordResetRequired";

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateLoginProfile", Create),
        new("GetLoginProfile", Get),
        new("UpdateLoginProfile", Update),
        new("DeleteLoginProfile", Delete),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string password = call.Read.Password();
        bool mustReset = call.Read.Flag(ResetRequired) ?? false;
        if (NamedUser.ReadOrCaller(call) is not { } named)
            return call.Read.Error ?? IamErrors.NoUserName;
        if (named.Refuse(call) is { } refused)
            return refused;
        var user = named.User!;
        if (user.LoginProfile is not null)
            return IamErrors.AlreadyExists($"Login Profile for user {user.UserName} already exists.");
        if (!PasswordPolicy.Accepts(call.Account.Account.PasswordPolicy, password))
            return PasswordRules.NotConforming;
        var profile = new LoginProfile(PasswordDigest.Of(password, call.Ids))
        {
            CreateDate = call.Now,
            PasswordDate = call.Now,
            PasswordResetRequired = mustReset,
        };
        return IamOutcome.Of(writer => Write(writer, user.UserName, profile)).Writing(user with { LoginProfile = profile });
    }

    private static IamOutcome Get(IamCall call)
    {
        if (NamedUser.ReadOrCaller(call) is { } named)
        {
            return named.Refuse(call) ?? (named.User!.LoginProfile is { } profile
                ? IamOutcome.Of(writer => Write(writer, named.User.UserName, profile))
                : IamErrors.NoSuchLoginProfile(named.User.UserName));
        }
        if (RefuseRoot(call) is { } refused)
            return refused;
        // Root has no user name to show.
        return IamOutcome.Of(writer =>
        {
            writer.Start("LoginProfile");
            writer.Time("CreateDate", call.Account.Account.CreateDate);
            writer.Flag(ResetRequired, false);
            writer.End("LoginProfile");
        });
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName(maximum: 64));
        string? password = call.Read.Optional(Password, 1, 128, TextPattern.Policy, isSensitive: true);
        bool? mustReset = call.Read.Flag(ResetRequired);
        if (named.Refuse(call) is { } refused)
            return refused;
        var user = named.User!;
        if (user.LoginProfile is not { } profile)
            return IamErrors.NoSuchLoginProfile(user.UserName);
        if (password is not null)
        {
            if (PasswordRules.Refuse(call, profile, password) is { } violation)
                return violation;
            profile = profile.With(PasswordDigest.Of(password, call.Ids), call.Now);
        }
        profile = profile with { PasswordResetRequired = mustReset ?? profile.PasswordResetRequired };
        return IamOutcome.Done.Writing(user with { LoginProfile = profile });
    }

    private static IamOutcome Delete(IamCall call)
    {
        if (NamedUser.ReadOrCaller(call) is { } named)
        {
            return named.Refuse(call) ?? (named.User!.LoginProfile is null
                ? IamErrors.NoSuchLoginProfile(named.User.UserName)
                : IamOutcome.Done.Writing(named.User with { LoginProfile = null }));
        }
        return RefuseRoot(call) ?? IamOutcome.Done.Writing(call.Account.Account with { RootUser = null });
    }

    /// <summary>Gives what keeps a call without a user from being about root's password.</summary>
    private static WireError? RefuseRoot(IamCall call)
    {
        if (call.Caller.Principal.Kind != PrincipalKind.Root)
            return call.Read.Error ?? IamErrors.NoUserName;
        return call.Refuse(call.Arn("root")) ?? (call.Account.Account.RootUser is null ? IamErrors.NoSuchLoginProfile("root") : null);
    }

    private static void Write(XmlResultWriter writer, string user, LoginProfile profile)
    {
        writer.Start("LoginProfile");
        writer.Text("UserName", user);
        writer.Time("CreateDate", profile.CreateDate);
        writer.Flag(ResetRequired, profile.PasswordResetRequired);
        writer.End("LoginProfile");
    }
}
