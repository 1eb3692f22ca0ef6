using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>
/// Tells who sent a request. The order of the checks is that of the real services: grammar, scope, key, token, time, expiry, then the
/// signature; so an unknown key is reported before a bad signature, and an expired session only for a key that is known.
/// </summary>
public sealed class RequestAuthenticator(
    ISessionStore sessions, LiveDirectory directory, EmulatorClock clock, SigningKeyCache signingKeys, AuthenticationOptions options,
    LastUses? lastUses = null)
{
    private readonly RecentCredentials recents = new();

    public async ValueTask<AuthenticationResult> AuthenticateAsync(
        ReceivedRequest request, AuthenticationExpectation expectation, CancellationToken cancellationToken)
    {
        if (!PresentedSignature.TryRead(request, out var presented, out var refusal)
            || !ScopeCheck.TryPass(presented, expectation.Scope, out refusal))
        {
            return Refused(refusal);
        }

        var recent = recents.Find(presented.AccessKeyId.Span);
        var credentials = await FindAsync(recent, recent?.AccessKeyId ?? presented.AccessKeyId.ToString(), presented.HasSessionToken, cancellationToken);
        if (credentials.Failure is { } failure)
            return Refused(failure, presented);
        if (credentials.IsUnchecked)
            return AuthenticationResult.Of(credentials.ToCaller(presented));
        recent = Remember(recent, credentials);
        if (FailureOfToken(credentials.Session, recent, presented) is { } tokenFailure)
            return Refused(tokenFailure, presented);

        if (!IsCurrent(presented, expectation.ReceivedAt, out refusal))
            return Refused(refusal, presented);
        if (credentials.Session?.HasExpired(clock.GetUtcNow()) == true)
            return Refused(AuthenticationFailure.ExpiredSession, presented);

        var key = signingKeys.GetOrDerive(presented, credentials.SecretAccessKey);
        if (!MustBeSigned.TryPass(request, presented, everyAmzHeader: false, out refusal)
            || !SignatureCheck.TryVerify(request, presented, key, expectation.Rules, out refusal))
        {
            var explanation = expectation.Explains && refusal.Failure == SignatureFailure.Mismatch
                ? SignatureExplanation.For(request, presented, expectation.Rules)
                : null;
            return Refused(refusal, presented, explanation);
        }
        var caller = credentials.ToCaller(presented);
        lastUses?.Record(caller);
        return AuthenticationResult.Of(caller);
    }

    /// <summary>
    /// Tells whose an access key is, without a signature, for callers that have verified one before; expired, revoked and inactive
    /// credentials are refused all the same.
    /// </summary>
    public async ValueTask<AuthenticationResult> IdentifyAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        var credentials = await FindAsync(recent: null, accessKeyId.Value, hasSessionToken: true, cancellationToken);
        if (credentials.Failure is { } failure)
            return AuthenticationResult.Refused(new AuthenticationRefusal(failure, AccessKeyId: accessKeyId.Value));
        if (credentials.Session is { } session)
        {
            if (session.IsRevoked)
                return AuthenticationResult.Refused(new AuthenticationRefusal(AuthenticationFailure.RevokedSession, AccessKeyId: accessKeyId.Value));
            if (session.HasExpired(clock.GetUtcNow()))
                return AuthenticationResult.Refused(new AuthenticationRefusal(AuthenticationFailure.ExpiredSession, AccessKeyId: accessKeyId.Value));
        }
        return AuthenticationResult.Of(credentials.ToCaller(default));
    }

    private static AuthenticationResult Refused(SignatureRefusal refusal) =>
        AuthenticationResult.Refused(new AuthenticationRefusal(AuthenticationFailure.Signature, refusal));

    private static AuthenticationResult Refused(SignatureRefusal refusal, in PresentedSignature presented, SignatureExplanation? explanation = null) =>
        AuthenticationResult.Refused(new AuthenticationRefusal(
            AuthenticationFailure.Signature, refusal, explanation, presented.AccessKeyId.ToString()));

    private static AuthenticationResult Refused(AuthenticationFailure failure, in PresentedSignature presented) =>
        AuthenticationResult.Refused(new AuthenticationRefusal(failure, AccessKeyId: presented.AccessKeyId.ToString()));

    /// <remarks>A revoked session answers as an invalid one, also after it has expired: hence before expiry.</remarks>
    private static AuthenticationFailure? FailureOfToken(Session? session, RecentCredential recent, in PresentedSignature presented)
    {
        if (session is null)
            return presented.HasSessionToken ? AuthenticationFailure.InvalidSessionToken : null;
        if (!presented.HasSessionToken)
            return AuthenticationFailure.MissingSessionToken;
        if (!recent.IsTokenOf(session, presented))
            return AuthenticationFailure.InvalidSessionToken;
        return session.IsRevoked ? AuthenticationFailure.RevokedSession : null;
    }

    private bool IsCurrent(in PresentedSignature presented, DateTimeOffset? receivedAt, out SignatureRefusal refusal) =>
        receivedAt is { } received
            ? SignatureTime.TryPass(presented, received, null, options.Skew, out refusal)
            : SignatureTime.TryPass(
                presented, clock.GetUtcNow(), clock.Offset == TimeSpan.Zero ? null : clock.Machine.GetUtcNow(), options.Skew, out refusal);

    /// <param name="recent">What the key stood for before; given back where that still holds.</param>
    private async ValueTask<KnownCredentials> FindAsync(
        RecentCredential? recent, string accessKeyId, bool hasSessionToken, CancellationToken cancellationToken)
    {
        var snapshot = directory.Current;
        bool isSameDirectory = recent is not null && recent.Directory == snapshot;
        if (isSameDirectory && recent!.Known.Session is null)
            return recent.Known;
        if (!isSameDirectory && snapshot.FindAccessKey(accessKeyId) is { } owner)
            return owner.Key.IsActive ? KnownCredentials.Of(owner, snapshot) : KnownCredentials.Failed(AuthenticationFailure.InactiveAccessKey);
        // Without its token a temporary key is as good as unknown, which saves the look-up; unless unknown keys are let through.
        if ((!hasSessionToken && !options.IsRelaxed) || !AccessKeyId.TryParse(accessKeyId, out var id))
            return Unknown(accessKeyId, snapshot);

        var lookup = await sessions.FindAsync(id, cancellationToken);
        if (lookup.Session is not { } session)
            return Unknown(accessKeyId, snapshot);
        var marks = lookup.Marks with { DirectoryVersion = Math.Max(lookup.Marks.DirectoryVersion, session.DirectoryVersion) };
        snapshot = await directory.AtLeastAsync(marks, cancellationToken);
        return recent is not null && recent.Directory == snapshot && ReferenceEquals(recent.Known.Session, session)
            ? recent.Known
            : KnownCredentials.Of(session, snapshot);
    }

    private RecentCredential Remember(RecentCredential? recent, KnownCredentials credentials)
    {
        if (recent is not null && recent.Known == credentials)
            return recent;
        recent = new RecentCredential(credentials);
        recents.Keep(recent);
        return recent;
    }

    private KnownCredentials Unknown(string accessKeyId, DirectorySnapshot snapshot) =>
        options.IsRelaxed && KnownCredentials.Administrator(accessKeyId, snapshot) is { } administrator
            ? administrator
            : KnownCredentials.Failed(AuthenticationFailure.UnknownAccessKey);
}
