namespace StsEmulator.Federation.Saml;

/// <summary>Why a SAML response is refused.</summary>
public enum SamlRefusalKind
{
    NotBase64,

    /// <summary>Not the XML of one response with one assertion: a document type, too deep, an ID twice, several assertions, a failed status.</summary>
    NotAResponse,

    UnknownProvider,

    /// <summary>The issuer is not the entity of the provider's metadata.</summary>
    IncorrectIssuer,

    /// <summary>Nothing that a key of the provider vouches for, or a signature of a shape or algorithm that is not taken.</summary>
    SignatureInvalid,

    /// <summary>The provider takes encrypted assertions only.</summary>
    NotEncrypted,

    /// <summary>An encrypted assertion that no key of the provider opens, or an algorithm that is not taken.</summary>
    NotDecryptable,

    /// <summary>No bearer confirmation with a recipient that is this service and an end.</summary>
    NoSubjectConfirmation,

    IncorrectAudience,

    /// <summary>Too long after it was issued.</summary>
    TooOld,

    Expired,
    NotYetValid,

    /// <summary>The role and the provider that were asked for are not a pair of the assertion.</summary>
    RoleNotOffered,

    MissingRoleSessionName,
    MalformedRoleSessionName,
    MalformedSourceIdentity,
    MalformedSessionDuration,
    MalformedTags,
    MissingNameId,

    /// <summary>The assertion has been used for this role.</summary>
    Replayed,
}
