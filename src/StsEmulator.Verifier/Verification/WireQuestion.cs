using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// Reads an ordinary <see cref="VerifyRequest"/> from its encoding, without the objects of the generated form: reading those costs as
/// much as the hashes of a check. Whatever is unusual (an unknown field, another wire type, a receipt time, text that is not UTF-8, very many
/// headers) is left to the generated form, which knows all of it.
/// </summary>
internal static class WireQuestion
{
    /// <summary>More lines than a signature may cover; what has more takes the other way and is refused there.</summary>
    private const int MostHeaders = 128;

    private const uint Method = (1 << 3) | WireFields.LengthDelimited;
    private const uint RawTarget = (2 << 3) | WireFields.LengthDelimited;
    private const uint RawTargetBytes = (3 << 3) | WireFields.LengthDelimited;
    private const uint Headers = (4 << 3) | WireFields.LengthDelimited;
    private const uint Body = (5 << 3) | WireFields.LengthDelimited;
    private const uint BodySha256 = (6 << 3) | WireFields.LengthDelimited;
    private const uint SourceAddress = (7 << 3) | WireFields.LengthDelimited;
    private const uint IsTls = (9 << 3) | WireFields.Varint;
    private const uint ExpectedService = (10 << 3) | WireFields.LengthDelimited;
    private const uint ExpectedRegions = (11 << 3) | WireFields.LengthDelimited;
    private const uint Family = (12 << 3) | WireFields.Varint;
    private const uint Explain = (13 << 3) | WireFields.Varint;
    private const uint AllowUnsignedPayload = (14 << 3) | WireFields.Varint;

    private const uint HeaderName = (1 << 3) | WireFields.LengthDelimited;
    private const uint HeaderValue = (2 << 3) | WireFields.LengthDelimited;
    private const uint HeaderValueBytes = (3 << 3) | WireFields.LengthDelimited;

    [ThreadStatic]
    private static HeaderField[]? t_headers;

    /// <summary>The names of the last message read, place by place: a sender's requests tend to have the same.</summary>
    [ThreadStatic]
    private static string[]? t_names;

    /// <summary>Reads a message; false when it is not an ordinary one, which does not yet say that it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out VerifyQuestion? question)
    {
        question = new VerifyQuestion();
        var headers = t_headers ??= new HeaderField[MostHeaders];
        int count = 0;
        bool isRead = TryReadFields(message, question, headers, ref count);
        if (isRead)
            question.Headers = headers[..count];
        // Credentials are not kept longer than their request.
        headers.AsSpan(0, count).Clear();
        return isRead;
    }

    private static bool TryReadFields(ReadOnlySpan<byte> message, VerifyQuestion question, HeaderField[] headers, ref int count)
    {
        var fields = new WireFields(message);
        while (!fields.AtEnd)
        {
            if (!fields.TryReadTag(out uint tag))
                return false;
            bool isRead = (tag & 7) == WireFields.Varint
                ? fields.TryReadVarint(out ulong number) && TryTake(question, tag, number)
                : (tag & 7) == WireFields.LengthDelimited && fields.TryReadBytes(out var bytes)
                    && (tag == Headers ? TryAddHeader(bytes, headers, ref count) : TryTake(question, tag, bytes));
            if (!isRead)
                return false;
        }
        return true;
    }

    private static bool TryTake(VerifyQuestion question, uint tag, ulong number)
    {
        switch (tag)
        {
            case IsTls:
                question.IsTls = number != 0;
                return true;
            case Family:
                question.ProtocolFamily = (ProtocolFamily)(int)number;
                return true;
            case Explain:
                question.Explain = number != 0;
                return true;
            case AllowUnsignedPayload:
                question.AllowUnsignedPayload = number != 0;
                return true;
            default:
                return false;
        }
    }

    /// <remarks>Of a field that occurs again the last one counts, and of those of which one may be set the last one.</remarks>
    private static bool TryTake(VerifyQuestion question, uint tag, ReadOnlySpan<byte> bytes)
    {
        switch (tag)
        {
            case Method when Ascii.IsValid(bytes):
                question.Method = bytes.SequenceEqual("POST"u8) ? "POST" : bytes.SequenceEqual("GET"u8) ? "GET" : Encoding.ASCII.GetString(bytes);
                return true;
            case RawTarget when Utf8.IsValid(bytes):
            case RawTargetBytes:
                question.Target = bytes.Length == 1 && bytes[0] == '/' ? "/" : Encoding.Latin1.GetString(bytes);
                return true;
            case Body:
                question.Body = bytes.ToArray();
                question.BodySha256 = null;
                return true;
            case BodySha256:
                question.Body = default;
                question.BodySha256 = bytes.ToArray();
                return true;
            case SourceAddress when Ascii.IsValid(bytes):
                question.SourceAddress = Encoding.ASCII.GetString(bytes);
                return true;
            case ExpectedService when Ascii.IsValid(bytes):
                question.ExpectedService = Encoding.ASCII.GetString(bytes);
                return true;
            case ExpectedRegions when Ascii.IsValid(bytes):
                question.ExpectedRegions = [.. question.ExpectedRegions, Encoding.ASCII.GetString(bytes)];
                return true;
            default:
                return false;
        }
    }

    private static bool TryAddHeader(ReadOnlySpan<byte> message, HeaderField[] headers, ref int count)
    {
        if (count == headers.Length)
            return false;
        string name = "", value = "";
        var fields = new WireFields(message);
        while (!fields.AtEnd)
        {
            if (!fields.TryReadTag(out uint tag) || !fields.TryReadBytes(out var bytes))
                return false;
            switch (tag)
            {
                case HeaderName when TryName(bytes, count, out string? text):
                    name = text;
                    break;
                case HeaderValue when Utf8.IsValid(bytes):
                case HeaderValueBytes:
                    value = Encoding.Latin1.GetString(bytes);
                    break;
                default:
                    return false;
            }
        }
        headers[count++] = new HeaderField(name, value);
        return true;
    }

    private static bool TryName(ReadOnlySpan<byte> bytes, int place, [NotNullWhen(true)] out string? name)
    {
        var names = t_names ??= new string[MostHeaders];
        name = names[place];
        if (name is not null && Ascii.Equals(bytes, name))
            return true;
        if (!Ascii.IsValid(bytes))
            return false;
        name = FrequentHeaders.Text(bytes);
        if (bytes.Length <= FrequentHeaders.Longest)
            names[place] = name;
        return true;
    }
}
