using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>Reads the query form. Slices of the received text where nothing but the usual <c>%2F</c> and <c>%3B</c> is encoded.</summary>
internal static class PresignedQuery
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static bool TryRead(
        in SigningParameters parameters, in SigningFields fields, in PresentedToken token,
        out PresentedSignature presented, out SignatureRefusal refusal)
    {
        presented = default;
        refusal = default;
        if (parameters.Algorithm is { IsEmpty: false } algorithm && !PercentCode.DecodesTo(algorithm.Span, "AWS4-HMAC-SHA256"))
            return Refuse(SignatureFailure.UnsupportedAlgorithm, algorithm, out refusal);
        var missing = Missing(parameters);
        var accessKeyId = default(ReadOnlyMemory<char>);
        var scope = default(CredentialScope);
        if ((missing & SignatureParts.Credential) == 0 &&
            !Credential.TrySplitEncoded(parameters.Credential.GetValueOrDefault(), out accessKeyId, out scope))
            return Refuse(
                SignatureFailure.MalformedCredential, PercentCode.Decode(parameters.Credential.GetValueOrDefault()), out refusal);
        if (scope.IsS3Family && parameters.Expires is null or { IsEmpty: true })
            missing |= SignatureParts.Expires;
        if (missing != 0)
        {
            refusal = SignatureRefusal.Because(SignatureFailure.MissingParts, SignatureLocation.Query) with { Missing = missing };
            return false;
        }

        if (!TryReadSignedHeaders(parameters.SignedHeaders.GetValueOrDefault(), out var names))
            return Refuse(SignatureFailure.MalformedSignedHeaders, default, out refusal);
        var date = PercentCode.Decode(parameters.Date.GetValueOrDefault());
        if (!RequestTime.TryReadBasic(date.Span, out var signedAt))
            return Refuse(SignatureFailure.MalformedDate, date, out refusal);
        if (!TryReadExpires(parameters.Expires, out var validFor, out refusal))
            return false;

        var (contentSha256, isParameter) = ContentSha256(parameters, fields, scope);
        presented = new PresentedSignature
        {
            Location = SignatureLocation.Query,
            AccessKeyId = accessKeyId,
            Scope = scope,
            SignedHeaders = names,
            Signature = PercentCode.Decode(parameters.Signature.GetValueOrDefault()),
            SignedAt = signedAt,
            SignedAtText = date,
            SignedAtSource = SignedAtSource.AmzDateParameter,
            ValidFor = validFor,
            ContentSha256 = contentSha256,
            ContentSha256IsParameter = isParameter,
            HasSessionToken = token.IsPresent,
            SessionTokenText = token.Text,
            SessionTokenIsEncoded = token.IsParameter,
            SessionTokenIsParameter = token.IsParameter,
        };
        return true;
    }

    private static SignatureParts Missing(in SigningParameters parameters) =>
        (IsMissing(parameters.Algorithm) ? SignatureParts.Algorithm : 0) |
        (IsMissing(parameters.Credential) ? SignatureParts.Credential : 0) |
        (IsMissing(parameters.Signature) ? SignatureParts.Signature : 0) |
        (IsMissing(parameters.SignedHeaders) ? SignatureParts.SignedHeaders : 0) |
        (IsMissing(parameters.Date) ? SignatureParts.Date : 0);

    private static bool IsMissing(ReadOnlyMemory<char>? value) => value is null or { IsEmpty: true };

    private static bool TryReadSignedHeaders(ReadOnlyMemory<char> text, out SignedHeaderNames names)
    {
        bool hasOtherEncoding = false;
        for (var rest = text.Span; rest.IndexOf('%') is >= 0 and int at; rest = rest[(at + 1)..])
            hasOtherEncoding |= PercentCode.DecodeNext(rest[at..], out _) != ';';
        names = new SignedHeaderNames(hasOtherEncoding ? PercentCode.Decode(text) : text, isEncoded: !hasOtherEncoding);
        return names.AreWellFormed();
    }

    /// <summary>Reads whole seconds, 0 to one week; absence is left to the window of the time check.</summary>
    private static bool TryReadExpires(ReadOnlyMemory<char>? parameter, out TimeSpan? validFor, out SignatureRefusal refusal)
    {
        validFor = null;
        refusal = default;
        if (parameter is not { } encoded)
            return true;
        var text = PercentCode.Decode(encoded);
        bool isNegative = text.Span is ['-', ..];
        var digits = isNegative ? text.Span[1..] : text.Span;
        if (digits.IsEmpty || digits.ContainsAnyExcept(Digits))
            return Refuse(SignatureFailure.ExpiresNotANumber, text, out refusal);
        if (isNegative)
            return Refuse(SignatureFailure.ExpiresNegative, text, out refusal);
        long seconds = 0;
        foreach (char digit in digits)
            seconds = Math.Min((seconds * 10) + (digit - '0'), SignatureLimits.ExpiresSeconds + 1);
        if (seconds > SignatureLimits.ExpiresSeconds)
            return Refuse(SignatureFailure.ExpiresTooLarge, text, out refusal);
        validFor = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The S3 family also takes the payload's digest from a parameter, as some SDKs' presigners send it.</summary>
    private static (ReadOnlyMemory<char> Value, bool IsParameter) ContentSha256(
        in SigningParameters parameters, in SigningFields fields, CredentialScope scope) =>
        scope.IsS3Family && fields.ContentSha256 is null && parameters.ContentSha256 is { } parameter
            ? (PercentCode.Decode(parameter), true)
            : (SigningFields.Trim(fields.ContentSha256), false);

    private static bool Refuse(SignatureFailure failure, ReadOnlyMemory<char> subject, out SignatureRefusal refusal)
    {
        refusal = SignatureRefusal.About(failure, subject.Span, SignatureLocation.Query);
        return false;
    }
}
