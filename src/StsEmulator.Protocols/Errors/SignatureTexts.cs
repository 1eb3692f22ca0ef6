using System.Globalization;
using System.Text;
using StsEmulator.SigV4;

namespace StsEmulator.Protocols.Errors;

/// <summary>The sentences about signatures that all services but S3 and EC2 share.</summary>
internal static class SignatureTexts
{
    private const string NoMatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.";

    /// <summary>The forms that the query string has instead of an <c>Authorization</c> header's parameters.</summary>
    private static readonly (SignatureParts Part, string Name)[] Parameters =
    [
        (SignatureParts.Algorithm, "X-Amz-Algorithm"), (SignatureParts.Credential, "X-Amz-Credential"),
        (SignatureParts.Signature, "X-Amz-Signature"), (SignatureParts.SignedHeaders, "X-Amz-SignedHeaders"),
        (SignatureParts.Date, "X-Amz-Date"), (SignatureParts.Expires, "X-Amz-Expires"),
    ];

    public static string Mismatch(SignatureExplanation? explanation) => explanation is null
        ? NoMatch
        : $"{NoMatch}\n\nThe Canonical String for this request should have been\n'{explanation.CanonicalRequest}'\n\n"
            + $"The String-to-Sign should have been\n'{explanation.StringToSign}'\n";

    /// <remarks>
    /// Every sentence ends with a space, also the last; in the query family the recorded answers of STS have none at the end.
    /// </remarks>
    public static string Scope(ScopeMismatch? scope, ProtocolFamily family)
    {
        if (scope is null)
            return NoMatch;
        var text = new StringBuilder();
        if (scope.Faults.HasFlag(ScopeFaults.Region))
            text.Append("Credential should be scoped to a valid region. ");
        if (scope.Faults.HasFlag(ScopeFaults.Service))
            text.Append(CultureInfo.InvariantCulture, $"Credential should be scoped to correct service: '{scope.ExpectedService}'. ");
        if (scope.Faults.HasFlag(ScopeFaults.Terminator))
            text.Append(CultureInfo.InvariantCulture, $"Credential should be scoped with a valid terminator: 'aws4_request', not '{scope.Terminator}'. ");
        if (scope.Faults.HasFlag(ScopeFaults.Date))
        {
            text.Append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ")
                .Append(CultureInfo.InvariantCulture, $"'{scope.Date}' != '{scope.RequestTime[..8]}', from '{scope.RequestTime}'. ");
        }
        return family == ProtocolFamily.Query ? text.ToString().TrimEnd() : text.ToString();
    }

    public static string Time(SignatureRefusal refusal)
    {
        if (refusal.Time is not { } time)
            return NoMatch;
        string signed = Basic(time.RequestTime), now = Basic(time.Now);
        if (refusal.Failure == SignatureFailure.NotYetCurrent)
            return $"Signature not yet current: {signed} is still later than {Basic(time.Limit)} ({now} + {Length(time.Skew)})";
        // A presigned request has given itself the window.
        var window = refusal.Failure == SignatureFailure.PresignedExpired ? time.ValidFor.GetValueOrDefault() : time.Skew;
        var limit = time.Now.UtcTicks > window.Ticks ? time.Now - window : DateTimeOffset.MinValue;
        return $"Signature expired: {signed} is now earlier than {Basic(limit)} ({now} - {Length(window)})";
    }

    public static string Incomplete(SignatureRefusal refusal) => refusal.Failure switch
    {
        SignatureFailure.MissingParts => Missing(refusal),
        SignatureFailure.NotKeyValue or SignatureFailure.UnsupportedMechanism =>
            // Piece and header may be somebody's bearer token: their place is taken by the header's hash, as newer endpoints do.
            $"'{refusal.AuthorizationSha256}' not a valid key=value pair (missing equal-sign) in Authorization header: '{refusal.AuthorizationSha256}'.",
        SignatureFailure.MalformedCredential =>
            $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{refusal.Subject}'",
        SignatureFailure.MalformedDate =>
            $"Date must be in ISO-8601 'basic format'. Got '{refusal.Subject}'. See http://en.wikipedia.org/wiki/ISO_8601",
        SignatureFailure.HostNotSigned => "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        // The service's own wording of the following is not on record.
        SignatureFailure.UnsupportedAlgorithm => "Unsupported AWS 'algorithm'. Please use AWS4-HMAC-SHA256.",
        SignatureFailure.MultipleMechanisms =>
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified",
        SignatureFailure.MalformedSignedHeaders => "SignedHeaders must be lower-case names in ascending order, separated by ';'.",
        SignatureFailure.DuplicateField => $"'{refusal.Subject}' must be specified once.",
        SignatureFailure.ExpiresNotANumber => "X-Amz-Expires should be a number",
        SignatureFailure.ExpiresNegative => "X-Amz-Expires must be non-negative",
        SignatureFailure.ExpiresTooLarge =>
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
        SignatureFailure.TooLarge => $"'{refusal.Subject}' is too large.",
        SignatureFailure.InvalidHeaderValue => $"The value of header '{refusal.Subject}' is not valid.",
        SignatureFailure.InvalidTarget or SignatureFailure.InvalidPathEncoding => "Couldn't parse the specified URI.",
        _ => $"Authorization header is malformed. Authorization={refusal.AuthorizationSha256}",
    };

    private static string Missing(SignatureRefusal refusal)
    {
        var text = new StringBuilder();
        if (refusal.Location == SignatureLocation.Query)
        {
            foreach (var (part, name) in Parameters)
            {
                if (refusal.Missing.HasFlag(part))
                    text.Append(CultureInfo.InvariantCulture, $"AWS query-string parameters must include '{name}'. ");
            }
            return text.Append("Re-examine the query-string parameters.").ToString();
        }

        if (refusal.Missing.HasFlag(SignatureParts.Credential))
            text.Append("Authorization header requires 'Credential' parameter. ");
        if (refusal.Missing.HasFlag(SignatureParts.Signature))
            text.Append("Authorization header requires 'Signature' parameter. ");
        if (refusal.Missing.HasFlag(SignatureParts.SignedHeaders))
            text.Append("Authorization header requires 'SignedHeaders' parameter. ");
        if (refusal.Missing.HasFlag(SignatureParts.Date))
            text.Append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        return text.Append(CultureInfo.InvariantCulture, $"Authorization={refusal.AuthorizationSha256}").ToString();
    }

    private static string Basic(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan span) => span.Ticks % TimeSpan.TicksPerMinute == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMinutes} min.")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds} sec.");
}
