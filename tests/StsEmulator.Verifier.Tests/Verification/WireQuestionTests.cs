using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier.Tests.Verification;

/// <summary>The direct reader against the generated one, which is the measure.</summary>
public sealed class WireQuestionTests
{
    private static readonly Gen<ByteString> Octets = Gen.Byte.Array[0, 20].Select(octets => ByteString.CopyFrom(octets));

    private static readonly Gen<string> Text = Gen.Char[' ', 'ÿ'].Array[0, 20].Select(characters => new string(characters));

    private static readonly Gen<string> Plain = Gen.Char[' ', '~'].Array[0, 40].Select(characters => new string(characters));

    private static readonly Gen<Header> AnyHeader = Gen.Select(Plain, Text, Octets, Gen.Int[0, 2]).Select((name, text, octets, kind) => kind switch
    {
        0 => new Header { Name = name, Value = text },
        1 => new Header { Name = name, ValueBytes = octets },
        _ => new Header { Name = name },
    });

    private static readonly Gen<VerifyRequest> AnyRequest = Gen
        .Select(Plain, Text, Octets, AnyHeader.Array[0, 20], Octets, Gen.Int[0, 31], Gen.OneOf(Gen.Int[0, 6], Gen.Int), Plain.Array[0, 3])
        .Select((plain, text, octets, headers, body, flags, family, regions) =>
        {
            var message = new VerifyRequest
            {
                Method = plain,
                SourceAddress = plain,
                ExpectedService = plain,
                IsTls = (flags & 1) != 0,
                Explain = (flags & 2) != 0,
                AllowUnsignedPayload = (flags & 4) != 0,
                ProtocolFamily = (ProtocolFamily)family,
            };
            if ((flags & 8) != 0)
                message.RawTarget = text;
            else
                message.RawTargetBytes = octets;
            if ((flags & 16) != 0)
                message.Body = body;
            else if (body.Length % 2 == 0)
                message.BodySha256 = body;
            message.Headers.AddRange(headers);
            message.ExpectedRegions.AddRange(regions);
            return message;
        });

    [Fact]
    public void An_ordinary_message_is_read_as_its_generated_form_says() =>
        AnyRequest.Sample(
            message => WireQuestion.TryRead(message.ToByteArray(), out var question) && AreSame(VerifyQuestion.Of(message), question),
            seed: "0N0XIzNsQ0O2", iter: 2000);

    [Fact]
    public void Whatever_bytes_are_taken_the_generated_form_takes_them_to_mean_the_same() =>
        Gen.Select(AnyRequest, Gen.Select(Gen.Double.Unit, Gen.Byte).Array[1, 4]).Sample(
            (message, changes) =>
            {
                byte[] bytes = message.ToByteArray();
                foreach (var (place, octet) in changes)
                {
                    if (bytes.Length > 0)
                        bytes[(int)(place * (bytes.Length - 1))] = octet;
                }
                return !WireQuestion.TryRead(bytes, out var question) || AreSame(VerifyQuestion.Of(VerifyRequest.Parser.ParseFrom(bytes)), question);
            },
            seed: "0N0XIzNsQ0O2", iter: 20_000);

    [Fact]
    public void Messages_joined_end_to_end_are_one_whose_later_fields_count() =>
        Gen.Select(AnyRequest, AnyRequest).Sample(
            (first, second) =>
            {
                byte[] bytes = [.. first.ToByteArray(), .. second.ToByteArray()];
                return WireQuestion.TryRead(bytes, out var question) && AreSame(VerifyQuestion.Of(VerifyRequest.Parser.ParseFrom(bytes)), question);
            },
            seed: "0N0XIzNsQ0O2", iter: 1000);

    [Fact]
    public void What_is_unusual_is_left_to_the_generated_form()
    {
        byte[][] unusual =
        [
            new VerifyRequest { Method = "GET", ReceivedAt = new Timestamp { Seconds = 1 } }.ToByteArray(),
            [0x78, 0x01], // a field 15 that the contract does not know
            [0x08, 0x01], // the method as a number
            [0x0A, 0x02, 0xC3, 0x28], // not UTF-8
            [0x0A, 0x7F, 0x41], // cut off
            [0x0B, 0x0C], // a group
            [0x22, 0x02, 0x20, 0x01], // a header's unknown field
        ];

        Assert.All(unusual, bytes => Assert.False(WireQuestion.TryRead(bytes, out _)));
    }

    [Theory, InlineData(128, true), InlineData(129, false)]
    public void More_headers_than_can_be_signed_are_left_to_the_generated_form(int count, bool isRead)
    {
        var message = new VerifyRequest { Method = "GET" };
        for (int i = 0; i < count; i++)
            message.Headers.Add(new Header { Name = $"x-{i}", Value = "v" });

        Assert.Equal(isRead, WireQuestion.TryRead(message.ToByteArray(), out _));
    }

    [Fact]
    public void A_message_of_a_stream_is_read_as_its_generated_form_says() =>
        Gen.Select(AnyRequest, Gen.ULong, Gen.Bool).Sample(
            (request, number, hasRequest) =>
            {
                var message = new VerifyStreamRequest { CorrelationId = number, Request = hasRequest ? request : null };
                var expected = StreamQuestion.Of(message);
                return StreamQuestion.TryRead(message.ToByteArray(), out var stream)
                    && stream.CorrelationId == expected.CorrelationId
                    && (expected.Question is null ? stream.Question is null : AreSame(expected.Question, stream.Question!));
            },
            seed: "0N0XIzNsQ0O2", iter: 500);

    [Fact]
    public void Two_requests_in_one_message_of_a_stream_are_merged_by_the_generated_form()
    {
        byte[] one = new VerifyStreamRequest { CorrelationId = 7, Request = new VerifyRequest { Method = "GET" } }.ToByteArray();

        Assert.True(StreamQuestion.TryRead(one, out _));
        Assert.False(StreamQuestion.TryRead([.. one, .. one], out _));
    }

    private static bool AreSame(VerifyQuestion x, VerifyQuestion y) =>
        (x.Method, x.Target, x.SourceAddress, x.ReceivedAt, x.IsTls, x.ExpectedService, x.ProtocolFamily, x.Explain, x.AllowUnsignedPayload)
        == (y.Method, y.Target, y.SourceAddress, y.ReceivedAt, y.IsTls, y.ExpectedService, y.ProtocolFamily, y.Explain, y.AllowUnsignedPayload)
        && x.Headers.SequenceEqual(y.Headers)
        && x.Body.Span.SequenceEqual(y.Body.Span)
        && x.BodySha256.HasValue == y.BodySha256.HasValue
        && x.BodySha256.GetValueOrDefault().Span.SequenceEqual(y.BodySha256.GetValueOrDefault().Span)
        && x.ExpectedRegions.SequenceEqual(y.ExpectedRegions, StringComparer.Ordinal);
}
