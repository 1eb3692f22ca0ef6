using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Credentials;

/// <summary>The role that every instance of an account has beside its own; the directory knows none of the name.</summary>
internal readonly record struct InstanceIdentityRole(AccountId Account);

/// <summary>
/// The credentials of an instance as itself, with or without a profile: a session in the instance's account, one for each delivery version,
/// turned as those of a role are. Nobody is asked for trust, because no role is assumed; no policy allows the session anything.
/// </summary>
internal sealed class CurrentIdentityCredentials(
    SessionIssuer issuer, LiveDirectory directory, ISessionStore sessions, ISharedValueStore values, EmulatorClock clock)
    : CurrentSessions<InstanceHolder, InstanceIdentityRole, RoleCredentials>(sessions, values, clock)
{
    private readonly EmulatorClock clock = clock;

    /// <returns>Null where the directory has no account that the instance could be in.</returns>
    public async ValueTask<RoleCredentials?> GetAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        if (AccountOf(reader) is not { } account)
            return null;
        var role = new InstanceIdentityRole(account.Id);
        var holder = new InstanceHolder(reader.Instance, reader.Delivery);
        return reader.CredentialsLife is { } life
            ? await IssueApartAsync(holder, account, role, life, cancellationToken)
            : await GetAsync(holder, account, role, cancellationToken);
    }

    public AccountDirectory? AccountOf(MetadataReader reader)
    {
        var snapshot = directory.Current;
        return reader.Instance.InstanceProfile is { } profile ? snapshot.Find(profile.Account)
            : snapshot.DefaultAccount is { } account ? snapshot.Find(account)
            : null;
    }

    // Another profile may move the instance to another account, and its identity with it.
    protected override string IdOf(InstanceIdentityRole role) => $"{role.Account}:{Principal.InstanceIdentityRole}";

    protected override string NameOf(InstanceHolder holder) => $"{holder.Instance.InstanceId}/{holder.Delivery}";

    protected override async ValueTask<RoleAssumptionResult> AssumeAsync(
        InstanceHolder holder, AccountDirectory account, InstanceIdentityRole role, TimeSpan life, CancellationToken cancellationToken)
    {
        var facts = new SessionFacts { Context = InstanceContext.Of(holder.Instance, account, holder.Delivery) };
        return await issuer.IssueInstanceIdentityAsync(directory.Current, account, holder.Instance.InstanceId, life, facts, cancellationToken)
            is var (session, token)
            ? new IssuedSession(session, token, PackedPolicySize: null)
            : new RoleAssumptionRefusal(RoleAssumptionFailure.StoreFull);
    }

    protected override RoleCredentials Success(StoredCredentials credentials, AccountDirectory account, InstanceIdentityRole role) =>
        RoleCredentials.Of(credentials, account.Id);

    protected override RoleCredentials Refused(RoleAssumptionRefusal refusal, InstanceIdentityRole role) =>
        RoleCredentials.Failed("Failed", $"The identity of the instance could not be issued: {refusal.Failure}.", clock.GetUtcNow());

    protected override RoleCredentials Exhausted(InstanceIdentityRole role) =>
        RoleCredentials.Failed("Failed", "The credentials of this instance were revoked too often.", clock.GetUtcNow());
}
