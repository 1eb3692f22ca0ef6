using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>The published reason of a refusal.</summary>
internal static class FailureReasons
{
    public static FailureReason Of(AuthenticationRefusal refusal) => refusal.Failure switch
    {
        AuthenticationFailure.Signature => Of(refusal.Signature.Failure),
        AuthenticationFailure.UnknownAccessKey => FailureReason.UnknownAccessKey,
        AuthenticationFailure.InactiveAccessKey => FailureReason.InactiveAccessKey,
        AuthenticationFailure.MissingSessionToken => FailureReason.MissingSessionToken,
        AuthenticationFailure.InvalidSessionToken => FailureReason.InvalidSessionToken,
        AuthenticationFailure.RevokedSession => FailureReason.RevokedSession,
        AuthenticationFailure.PrincipalGone => FailureReason.PrincipalGone,
        AuthenticationFailure.ExpiredSession => FailureReason.ExpiredSession,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    public static FailureReason Of(SignatureFailure failure) => failure switch
    {
        SignatureFailure.Mismatch => FailureReason.SignatureMismatch,
        SignatureFailure.MissingAuthentication => FailureReason.MissingAuthentication,
        SignatureFailure.TooOld => FailureReason.SignatureTooOld,
        SignatureFailure.NotYetCurrent => FailureReason.SignatureNotYetCurrent,
        SignatureFailure.PresignedExpired => FailureReason.PresignedExpired,
        SignatureFailure.ScopeMismatch => FailureReason.ScopeMismatch,
        SignatureFailure.HostNotSigned => FailureReason.HostNotSigned,
        SignatureFailure.HeadersNotSigned => FailureReason.HeadersNotSigned,
        SignatureFailure.SignedHeaderMissing => FailureReason.SignedHeaderMissing,
        SignatureFailure.UnsupportedMechanism => FailureReason.UnsupportedMechanism,
        SignatureFailure.UnsupportedAlgorithm => FailureReason.UnsupportedAlgorithm,
        SignatureFailure.MultipleMechanisms => FailureReason.MultipleMechanisms,
        SignatureFailure.NotKeyValue or SignatureFailure.MalformedAuthorization => FailureReason.MalformedAuthorization,
        SignatureFailure.MissingParts => FailureReason.IncompleteAuthorization,
        SignatureFailure.DuplicateField => FailureReason.DuplicateField,
        SignatureFailure.MalformedCredential => FailureReason.MalformedCredential,
        SignatureFailure.MalformedSignedHeaders => FailureReason.MalformedSignedHeaders,
        SignatureFailure.MalformedDate => FailureReason.MalformedDate,
        SignatureFailure.ExpiresNotANumber or SignatureFailure.ExpiresNegative or SignatureFailure.ExpiresTooLarge => FailureReason.MalformedExpires,
        SignatureFailure.MalformedSignature => FailureReason.MalformedSignature,
        SignatureFailure.SessionTokenConflict => FailureReason.InvalidSessionToken,
        SignatureFailure.TooLarge => FailureReason.TooLarge,
        SignatureFailure.InvalidTarget or SignatureFailure.InvalidPathEncoding => FailureReason.InvalidTarget,
        SignatureFailure.InvalidHeaderValue => FailureReason.InvalidHeaderValue,
        SignatureFailure.ContentSha256Missing => FailureReason.ContentSha256Missing,
        SignatureFailure.ContentSha256Invalid => FailureReason.ContentSha256Invalid,
        SignatureFailure.UnsignedPayloadRefused => FailureReason.UnsignedPayloadRefused,
        SignatureFailure.StreamingPayloadRefused => FailureReason.StreamingPayloadRefused,
        SignatureFailure.BodyMismatch => FailureReason.BodyMismatch,
        SignatureFailure.ChunkMalformed or SignatureFailure.ChunkTooLarge or SignatureFailure.ChunkMismatch or SignatureFailure.TrailerMalformed
            or SignatureFailure.TrailerMismatch or SignatureFailure.DecodedLengthMismatch => FailureReason.ChunkRefused,
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
