using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>What is on record for an access key: the secret to verify with and who it stands for; or why it cannot be used.</summary>
internal sealed class KnownCredentials
{
    private static readonly ResolvedPolicies Everything =
        new([AwsManagedPolicies.FindCompiled("arn:aws:iam::aws:policy/AdministratorAccess")!], null, []);

    public AuthenticationFailure? Failure { get; private init; }

    public string SecretAccessKey { get; private init; } = "";

    public Session? Session { get; private init; }

    /// <summary>Gets whether relaxed authentication let the key through unverified.</summary>
    public bool IsUnchecked { get; private init; }

    private Principal Principal { get; init; } = Principal.Anonymous;

    public string AccessKeyId { get; private init; } = "";

    /// <summary>Gets the directory version that they stand for; null where they cannot be used.</summary>
    public DirectorySnapshot? Directory { get; private init; }

    private AccountDirectory? Account { get; init; }

    private ResolvedPolicies Policies { get; init; } = ResolvedPolicies.None;

    private User? User { get; init; }

    public static KnownCredentials Failed(AuthenticationFailure failure) => new() { Failure = failure };

    public static KnownCredentials Of(AccessKeyOwner owner, DirectorySnapshot snapshot) => new()
    {
        AccessKeyId = owner.Key.AccessKeyId.Value,
        SecretAccessKey = owner.Key.SecretAccessKey,
        Directory = snapshot,
        Account = owner.Account,
        User = owner.User,
        Policies = owner.User is { } user ? owner.Account.PoliciesOf(user) : ResolvedPolicies.None,
        Principal = owner.User is { } named
            ? Principal.User(owner.Account.Partition, owner.Account.Id, named.Path, named.UserName, named.UserId)
            : Principal.Root(owner.Account.Partition, owner.Account.Id),
    };

    /// <summary>
    /// A session belongs to a unique id: where nobody holds that any more, the session is dead. Root and an instance as itself belong to their
    /// account alone; an instance's has no policy of its own to resolve.
    /// </summary>
    public static KnownCredentials Of(Session session, DirectorySnapshot snapshot)
    {
        if (snapshot.Find(session.Account) is not { } account)
            return Failed(AuthenticationFailure.PrincipalGone);
        bool isAccounts = session.IsRoot || session.Kind == SessionKind.InstanceIdentity;
        var holder = isAccounts ? null : account.FindByUniqueId(session.PrincipalId);
        if (!isAccounts && holder is null)
            return Failed(AuthenticationFailure.PrincipalGone);
        return new KnownCredentials
        {
            AccessKeyId = session.AccessKeyId.Value,
            SecretAccessKey = session.SecretAccessKey,
            Session = session,
            Directory = snapshot,
            Account = account,
            User = session.Kind == SessionKind.SessionToken ? holder as User : null,
            Principal = session.Principal,
            Policies = holder switch
            {
                User user => account.PoliciesOf(user),
                Role role => account.PoliciesOf(role),
                // A federated user of root is limited by its session policies alone.
                _ => session.Kind == SessionKind.FederatedUser ? Everything : ResolvedPolicies.None,
            },
        };
    }

    /// <summary>Relaxed authentication: an unknown key is a user with every permission; null when there is no account at all.</summary>
    public static KnownCredentials? Administrator(string accessKeyId, DirectorySnapshot snapshot)
    {
        if (snapshot.DefaultAccount is not { } id || snapshot.Find(id) is not { } account)
            return null;
        return new KnownCredentials
        {
            IsUnchecked = true,
            AccessKeyId = accessKeyId,
            Directory = snapshot,
            Account = account,
            Policies = Everything,
            Principal = Principal.User(account.Partition, account.Id, "/", "relaxed", "AIDARELAXEDAUTHENTICA"),
        };
    }

    public Caller ToCaller(in PresentedSignature presented)
    {
        return new Caller
        {
            Principal = Principal,
            AccessKeyId = AccessKeyId,
            Session = Session,
            Directory = Directory!,
            Account = Account!,
            Policies = Policies,
            User = User,
            Region = RegionNames.Text(presented.Scope.Region.Span),
            Service = RegionNames.Text(presented.Scope.Service.Span),
            ScopeDate = presented.Scope.Date.ToString(),
            SignedHeaders = presented.SignedHeaders,
        };
    }
}
