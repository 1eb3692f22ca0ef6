using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Mfa;

/// <summary>Whose MFA devices an operation is about: a user's, or root's when root calls and names nobody.</summary>
internal sealed record MfaHolder(User? User, Account Account)
{
    /// <summary>Gets the name that answers show; root has none of its own.</summary>
    public string Name => User?.UserName ?? "root";

    public IReadOnlyList<MfaDevice> Devices => User?.MfaDevices ?? Account.RootUser?.MfaDevices ?? [];

    public DateTimeOffset CreateDate => User?.CreateDate ?? Account.CreateDate;

    /// <summary>Reads <c>UserName</c> and gives the holder, or what keeps the caller from its devices.</summary>
    public static MfaHolder? Read(IamCall call, out WireError? refused)
    {
        var named = NamedUser.ReadOrCaller(call);
        if (named is null && call.Caller.Principal.Kind != PrincipalKind.Root)
        {
            refused = call.Read.Error ?? IamErrors.NoUserName;
            return null;
        }
        refused = named is null ? call.Refuse(call.Arn("root")) : named.Refuse(call);
        return refused is null ? new MfaHolder(named?.User, call.Account.Account) : null;
    }

    /// <summary>Finds who has a device of the account; null when nobody does.</summary>
    public static MfaHolder? Of(AccountDirectory directory, string serialNumber) =>
        All(directory).FirstOrDefault(holder => holder.Find(serialNumber) is not null);

    /// <summary>Gets everybody in the account who has a device.</summary>
    public static IEnumerable<MfaHolder> All(AccountDirectory directory) => directory.Entities.OfType<User>()
        .Select(user => new MfaHolder(user, directory.Account)).Append(new MfaHolder(null, directory.Account)).Where(holder => holder.Devices.Count > 0);

    public MfaDevice? Find(string serialNumber) => Devices.FirstOrDefault(device => device.SerialNumber == serialNumber);

    /// <summary>Gives the holder's record with other devices.</summary>
    public DirectoryEntity With(IReadOnlyList<MfaDevice> devices) => User is not null
        ? User with { MfaDevices = devices }
        : Account with { RootUser = Account.RootUser! with { MfaDevices = devices } };
}
