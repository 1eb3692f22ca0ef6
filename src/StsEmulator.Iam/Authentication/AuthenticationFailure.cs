namespace StsEmulator.Iam.Authentication;

/// <summary>Why a request's sender is not known. What each is called on the wire depends on the protocol.</summary>
public enum AuthenticationFailure
{
    /// <summary>The signature itself: see <see cref="AuthenticationRefusal.Signature"/>.</summary>
    Signature,

    /// <summary>No such access key, or one that has been deleted.</summary>
    UnknownAccessKey,

    InactiveAccessKey,

    /// <summary>Temporary credentials without their session token.</summary>
    MissingSessionToken,

    /// <summary>The token of another session, a garbled one, or a token beside a long-term key.</summary>
    InvalidSessionToken,

    RevokedSession,

    /// <summary>The role or user behind the session was deleted or re-created.</summary>
    PrincipalGone,

    ExpiredSession,
}
