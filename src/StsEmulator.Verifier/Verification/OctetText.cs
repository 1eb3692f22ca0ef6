using System.Text;
using Google.Protobuf;

namespace StsEmulator.Verifier.Verification;

/// <summary>Turns message fields into octets held as chars, which is what the signature check reads.</summary>
internal static class OctetText
{
    /// <summary>Gives the octets of the UTF-8 form; the text itself where it is ASCII, as nearly all are.</summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public static string Of(ByteString octets) => Encoding.Latin1.GetString(octets.Span);
}
