using System.Formats.Asn1;
using System.Text;

namespace StsEmulator.Ldap.Protocol;

/// <summary>Messages on the wire. Source: RFC 4511, section 4.</summary>
internal static class LdapMessage
{
    public const int BindResponse = 1, SearchResultEntry = 4, SearchResultDone = 5, SearchResultReference = 19, ExtendedResponse = 24;

    private const string StartTlsName = "1.3.6.1.4.1.1466.20037";

    public static byte[] Bind(int id, string distinguishedName, string password) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(0)))
        {
            writer.WriteInteger(3);
            writer.WriteOctetString(Encoding.UTF8.GetBytes(distinguishedName));
            writer.WriteOctetString(Encoding.UTF8.GetBytes(password), new Asn1Tag(TagClass.ContextSpecific, 0));
        }
    });

    /// <param name="filter">The filter, encoded.</param>
    public static byte[] Search(int id, string baseDn, byte[] filter, IReadOnlyCollection<string> attributes, int sizeLimit, TimeSpan timeLimit) =>
        Message(id, writer =>
        {
            using (writer.PushSequence(Application(3)))
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(baseDn));
                writer.WriteEnumeratedValue(SearchScope.WholeSubtree);
                writer.WriteEnumeratedValue(DereferenceAliases.Never);
                writer.WriteInteger(sizeLimit);
                writer.WriteInteger((int)Math.Ceiling(timeLimit.TotalSeconds));
                writer.WriteBoolean(value: false);
                writer.WriteEncodedValue(filter);
                using (writer.PushSequence())
                {
                    foreach (string attribute in attributes)
                        writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
                }
            }
        });

    public static byte[] StartTls(int id) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(23)))
            writer.WriteOctetString(Encoding.UTF8.GetBytes(StartTlsName), new Asn1Tag(TagClass.ContextSpecific, 0));
    });

    public static byte[] Unbind(int id) => Message(id, writer => writer.WriteNull(new Asn1Tag(TagClass.Application, 2)));

    /// <summary>Takes the envelope off a message.</summary>
    public static (int Id, int Operation, AsnReader Body) Open(ReadOnlyMemory<byte> message)
    {
        var envelope = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        if (!envelope.TryReadInt32(out int id))
            throw new AsnContentException("The message id is too large.");
        var tag = envelope.PeekTag();
        if (tag.TagClass != TagClass.Application)
            throw new AsnContentException("The message holds no operation.");
        return (id, tag.TagValue, envelope.ReadSequence(tag));
    }

    /// <summary>Reads the code of a result; texts that come with it are the server's own and are not used.</summary>
    public static LdapResultCode ResultCode(AsnReader body)
    {
        var code = body.ReadEnumeratedBytes().Span;
        return code.Length == 1 ? (LdapResultCode)code[0] : throw new AsnContentException("The result has no code that is known.");
    }

    public static LdapEntry Entry(AsnReader body)
    {
        string name = Encoding.UTF8.GetString(body.ReadOctetString());
        Dictionary<string, IReadOnlyList<byte[]>> attributes = new(StringComparer.OrdinalIgnoreCase);
        for (var list = body.ReadSequence(); list.HasData;)
        {
            var attribute = list.ReadSequence();
            string type = Encoding.UTF8.GetString(attribute.ReadOctetString());
            List<byte[]> values = [];
            for (var set = attribute.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
                values.Add(set.ReadOctetString());
            attributes[type] = values;
        }
        return new LdapEntry(name, attributes);
    }

    private static byte[] Message(int id, Action<AsnWriter> operation)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
        }
        return writer.Encode();
    }

    private static Asn1Tag Application(int value) => new(TagClass.Application, value, isConstructed: true);

    private enum SearchScope
    {
        WholeSubtree = 2,
    }

    private enum DereferenceAliases
    {
        Never = 0,
    }
}
