using System.Security.Cryptography;

namespace StsEmulator.SigV4;

/// <summary>
/// Reads <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>: parts in any order, parted by a comma with or
/// without white space, each exactly once.
/// </summary>
internal static class AuthorizationHeader
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static bool TryRead(
        ReadOnlyMemory<char> value, in SigningFields fields, in PresentedToken token,
        out PresentedSignature presented, out SignatureRefusal refusal)
    {
        presented = default;
        if (value.Length > SignatureLimits.Authorization)
            return Refuse(SignatureFailure.TooLarge, value, out refusal, "authorization");
        int end = value.Span.IndexOf(' ');
        var algorithm = end < 0 ? value.Span : value.Span[..end];
        if (!algorithm.StartsWith("AWS4-"))
            return Refuse(SignatureFailure.UnsupportedMechanism, value, out refusal);
        if (!SignatureReader.AreOctets(value.Span))
            return Refuse(SignatureFailure.MalformedAuthorization, value, out refusal);
        if (!algorithm.SequenceEqual(Algorithm))
            return Refuse(SignatureFailure.UnsupportedAlgorithm, value, out refusal);
        if (!TryReadParts(end < 0 ? default : value[(end + 1)..], value, out var parts, out refusal))
            return false;

        var missing = parts.Missing | (fields.AmzDate is null && fields.Date is null ? SignatureParts.Date : 0);
        if (missing != 0)
        {
            refusal = SignatureRefusal.Because(SignatureFailure.MissingParts, SignatureLocation.Header) with
            {
                Missing = missing,
                AuthorizationSha256 = Hash(value),
            };
            return false;
        }

        var names = new SignedHeaderNames(parts.SignedHeaders, isEncoded: false);
        if (!names.AreWellFormed())
            return Refuse(SignatureFailure.MalformedSignedHeaders, value, out refusal);
        if (!Credential.TrySplit(parts.Credential, out var accessKeyId, out var scope))
            return SignatureReader.Refuse(
                SignatureRefusal.About(SignatureFailure.MalformedCredential, parts.Credential.Span, SignatureLocation.Header), out refusal);
        if (scope.IsS3Family && value.Span[end + 1] == ' ')
            return Refuse(SignatureFailure.MalformedAuthorization, value, out refusal);
        if (!TryReadTime(fields, out var signedAt, out var signedAtText, out refusal))
            return false;

        presented = new PresentedSignature
        {
            Location = SignatureLocation.Header,
            AccessKeyId = accessKeyId,
            Scope = scope,
            SignedHeaders = names,
            Signature = parts.Signature,
            SignedAt = signedAt,
            SignedAtText = signedAtText,
            SignedAtSource = fields.AmzDate is null ? SignedAtSource.DateHeader : SignedAtSource.AmzDateHeader,
            ContentSha256 = SigningFields.Trim(fields.ContentSha256),
            HasSessionToken = token.IsPresent,
            SessionTokenText = token.Text,
            SessionTokenIsEncoded = token.IsParameter,
            SessionTokenIsParameter = token.IsParameter,
        };
        return true;
    }

    private static bool TryReadParts(
        ReadOnlyMemory<char> rest, ReadOnlyMemory<char> whole, out Parts parts, out SignatureRefusal refusal)
    {
        parts = default;
        refusal = default;
        rest = SigningFields.Trim(rest);
        while (!rest.IsEmpty)
        {
            int comma = rest.Span.IndexOf(',');
            var piece = SigningFields.Trim(comma < 0 ? rest : rest[..comma]);
            if (comma >= 0 && comma == rest.Length - 1)
                return Refuse(SignatureFailure.NotKeyValue, whole, out refusal);
            rest = comma < 0 ? default : rest[(comma + 1)..];

            int equals = piece.Span.IndexOf('=');
            if (equals < 0)
                return Refuse(SignatureFailure.NotKeyValue, whole, out refusal);
            var value = piece[(equals + 1)..];
            if (value.Span.IndexOfAny(' ', '\t') >= 0 || !parts.Take(piece.Span[..equals], value))
                return Refuse(SignatureFailure.MalformedAuthorization, whole, out refusal);
        }

        return true;
    }

    /// <summary>Reads the time: <c>X-Amz-Date</c> wins over <c>Date</c>, even when it is the broken one.</summary>
    private static bool TryReadTime(
        in SigningFields fields, out DateTimeOffset signedAt, out ReadOnlyMemory<char> basicForm, out SignatureRefusal refusal)
    {
        refusal = default;
        bool isRead;
        ReadOnlyMemory<char> text;
        if (fields.AmzDate is { } amzDate)
        {
            text = basicForm = SigningFields.Trim(amzDate);
            isRead = RequestTime.TryReadBasic(text.Span, out signedAt);
        }
        else
        {
            text = SigningFields.Trim(fields.Date);
            isRead = RequestTime.TryReadDateHeader(text, out signedAt, out basicForm);
        }

        return isRead || SignatureReader.Refuse(
            SignatureRefusal.About(SignatureFailure.MalformedDate, text.Span, SignatureLocation.Header), out refusal);
    }

    private static bool Refuse(SignatureFailure failure, ReadOnlyMemory<char> authorization, out SignatureRefusal refusal, string? subject = null)
    {
        refusal = new SignatureRefusal
        {
            Failure = failure,
            Location = SignatureLocation.Header,
            Subject = subject,
            AuthorizationSha256 = Hash(authorization),
        };
        return false;
    }

    /// <summary>Hashes the header for the answer. The text itself may be a bearer token that went astray and is never repeated.</summary>
    private static string Hash(ReadOnlyMemory<char> authorization)
    {
        byte[] octets = new byte[authorization.Length];
        for (int i = 0; i < octets.Length; i++)
            octets[i] = unchecked((byte)authorization.Span[i]);
        return Convert.ToBase64String(SHA256.HashData(octets));
    }

    private struct Parts
    {
        public ReadOnlyMemory<char> Credential;
        public ReadOnlyMemory<char> SignedHeaders;
        public ReadOnlyMemory<char> Signature;
        private SignatureParts _seen;

        public readonly SignatureParts Missing =>
            (Credential.IsEmpty ? SignatureParts.Credential : 0) |
            (SignedHeaders.IsEmpty ? SignatureParts.SignedHeaders : 0) |
            (Signature.IsEmpty ? SignatureParts.Signature : 0);

        /// <summary>Keeps a part; <see langword="false"/> when it is unknown or came before.</summary>
        public bool Take(ReadOnlySpan<char> name, ReadOnlyMemory<char> value)
        {
            var part = name switch
            {
                "Credential" => SignatureParts.Credential,
                "SignedHeaders" => SignatureParts.SignedHeaders,
                "Signature" => SignatureParts.Signature,
                _ => SignatureParts.None,
            };
            if (part == SignatureParts.None || (_seen & part) != 0)
                return false;
            _seen |= part;
            _ = part switch
            {
                SignatureParts.Credential => Credential = value,
                SignatureParts.SignedHeaders => SignedHeaders = value,
                _ => Signature = value,
            };
            return true;
        }
    }
}
