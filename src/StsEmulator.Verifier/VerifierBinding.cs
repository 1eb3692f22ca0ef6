using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier;

/// <summary>
/// Binds the methods of the service, in place of the generated binding, for two differences: bytes which are no message are the caller's
/// fault, INVALID_ARGUMENT, where the generated one has the platform answer UNKNOWN as if the verifier had failed; and Verify and
/// VerifyStream read and write their messages without the generated objects (<see cref="VerifyMarshallers"/>).
/// </summary>
internal static class VerifierBinding
{
    private static readonly Method<VerifyQuestion, VerifyReply> VerifyMethod =
        new(MethodType.Unary, V1.Verifier.Descriptor.FullName, nameof(Service.Verify), VerifyMarshallers.Question, VerifyMarshallers.Reply);

    private static readonly Method<StreamQuestion, StreamReply> VerifyStreamMethod = new(
        MethodType.DuplexStreaming, V1.Verifier.Descriptor.FullName, nameof(Service.VerifyStream),
        VerifyMarshallers.StreamQuestion, VerifyMarshallers.StreamReply);

    private static readonly Method<AuthorizeRequest, AuthorizeResponse> AuthorizeMethod =
        MethodOf(MethodType.Unary, nameof(Service.Authorize), AuthorizeRequest.Parser, AuthorizeResponse.Parser);

    private static readonly Method<CheckRequest, CheckResponse> CheckMethod =
        MethodOf(MethodType.Unary, nameof(Service.Check), CheckRequest.Parser, CheckResponse.Parser);

    /// <summary>Gets what server reflection describes; it finds the property by name, on the type around the service's base.</summary>
    public static ServiceDescriptor Descriptor => V1.Verifier.Descriptor;

    /// <remarks>Found by name, through the attribute on <see cref="Service"/>.</remarks>
    public static void BindService(ServiceBinderBase binder, Service? service)
    {
        binder.AddMethod(VerifyMethod, service is null ? null : new UnaryServerMethod<VerifyQuestion, VerifyReply>(service.Verify));
        binder.AddMethod(
            VerifyStreamMethod, service is null ? null : new DuplexStreamingServerMethod<StreamQuestion, StreamReply>(service.VerifyStream));
        binder.AddMethod(AuthorizeMethod, service is null ? null : new UnaryServerMethod<AuthorizeRequest, AuthorizeResponse>(service.Authorize));
        binder.AddMethod(CheckMethod, service is null ? null : new UnaryServerMethod<CheckRequest, CheckResponse>(service.Check));
    }

    private static Method<TRequest, TResponse> MethodOf<TRequest, TResponse>(
        MethodType type, string name, MessageParser<TRequest> requests, MessageParser<TResponse> responses)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(type, Descriptor.FullName, name, MarshallerOf(requests), MarshallerOf(responses));

    private static Marshaller<T> MarshallerOf<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => new(Write, context => Read(parser, context));

    private static void Write<T>(T message, SerializationContext context)
        where T : IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static T Read<T>(MessageParser<T> parser, DeserializationContext context)
        where T : IMessage<T> => Read(parser, context.PayloadAsReadOnlySequence());

    /// <summary>Reads a message in its generated form.</summary>
    internal static T Read<T>(MessageParser<T> parser, ReadOnlySequence<byte> payload)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The bytes are not a message of type {typeof(T).Name}."));
        }
    }

    /// <summary>The methods of the service.</summary>
    [BindServiceMethod(typeof(VerifierBinding), nameof(BindService))]
    internal abstract class Service
    {
        public abstract Task<VerifyReply> Verify(VerifyQuestion question, ServerCallContext context);

        public abstract Task VerifyStream(
            IAsyncStreamReader<StreamQuestion> requestStream, IServerStreamWriter<StreamReply> responseStream, ServerCallContext context);

        public abstract Task<AuthorizeResponse> Authorize(AuthorizeRequest request, ServerCallContext context);

        public abstract Task<CheckResponse> Check(CheckRequest request, ServerCallContext context);
    }
}
