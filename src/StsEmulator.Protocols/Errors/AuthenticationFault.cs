using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;

namespace StsEmulator.Protocols.Errors;

/// <summary>The rows of the published error table: refusals that every family answers with one code of its own.</summary>
internal enum AuthenticationFault
{
    NoCredentials,

    /// <summary>What claims to be a signature cannot be read as one.</summary>
    Incomplete,
    UnknownAccessKey,
    InvalidSessionToken,
    ExpiredSession,
    Mismatch,
    Clock,
    PresignedExpired,
    Scope,
}

internal static class AuthenticationFaults
{
    public static AuthenticationFault Of(AuthenticationRefusal refusal) => refusal.Failure switch
    {
        AuthenticationFailure.Signature => Of(refusal.Signature.Failure),
        AuthenticationFailure.ExpiredSession => AuthenticationFault.ExpiredSession,
        AuthenticationFailure.InvalidSessionToken or AuthenticationFailure.RevokedSession or AuthenticationFailure.PrincipalGone
            => AuthenticationFault.InvalidSessionToken,
        // A temporary key without its token is looked up as a long-term key and is not one.
        _ => AuthenticationFault.UnknownAccessKey,
    };

    private static AuthenticationFault Of(SignatureFailure failure) => failure switch
    {
        SignatureFailure.MissingAuthentication => AuthenticationFault.NoCredentials,
        SignatureFailure.ScopeMismatch => AuthenticationFault.Scope,
        SignatureFailure.TooOld or SignatureFailure.NotYetCurrent => AuthenticationFault.Clock,
        SignatureFailure.PresignedExpired => AuthenticationFault.PresignedExpired,
        SignatureFailure.SessionTokenConflict => AuthenticationFault.InvalidSessionToken,
        SignatureFailure.UnsupportedMechanism or SignatureFailure.UnsupportedAlgorithm or SignatureFailure.MultipleMechanisms
            or SignatureFailure.NotKeyValue or SignatureFailure.MissingParts or SignatureFailure.MalformedAuthorization
            or SignatureFailure.DuplicateField or SignatureFailure.MalformedCredential or SignatureFailure.MalformedSignedHeaders
            or SignatureFailure.MalformedDate or SignatureFailure.ExpiresNotANumber or SignatureFailure.ExpiresNegative
            or SignatureFailure.ExpiresTooLarge or SignatureFailure.TooLarge or SignatureFailure.InvalidTarget
            or SignatureFailure.InvalidPathEncoding or SignatureFailure.InvalidHeaderValue or SignatureFailure.HostNotSigned
            => AuthenticationFault.Incomplete,
        _ => AuthenticationFault.Mismatch,
    };
}
