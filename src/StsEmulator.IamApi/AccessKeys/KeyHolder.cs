using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.AccessKeys;

/// <summary>Whose access keys an operation is about: a user's, or the account's root when root calls and names nobody.</summary>
internal sealed class KeyHolder
{
    private readonly NamedUser? named;
    private readonly Account root;

    private KeyHolder(NamedUser? named, Account root)
    {
        this.named = named;
        this.root = root;
    }

    /// <summary>Gets the name that answers show; root has none of its own.</summary>
    public string Name => named?.User?.UserName ?? "root";

    public IReadOnlyList<AccessKey> Keys => named is null ? root.RootAccessKeys : named.User?.AccessKeys ?? [];

    /// <summary>Reads <c>UserName</c> and gives the holder, or what keeps the caller from its keys.</summary>
    public static KeyHolder? Read(IamCall call, out WireError? refused)
    {
        var named = NamedUser.ReadOrCaller(call);
        if (named is null && call.Caller.Principal.Kind != PrincipalKind.Root)
        {
            refused = call.Read.Error ?? IamErrors.NoUserName;
            return null;
        }
        refused = named is null ? call.Refuse(call.Arn("root")) : named.Refuse(call);
        return refused is null ? new KeyHolder(named, call.Account.Account) : null;
    }

    /// <summary>Gives the holder's record with other keys.</summary>
    public DirectoryEntity With(IReadOnlyList<AccessKey> keys) =>
        named is null ? root with { RootAccessKeys = keys } : named.User! with { AccessKeys = keys };
}
