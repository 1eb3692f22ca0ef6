using Google.Protobuf;
using StsEmulator.SigV4;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests;

/// <summary>Makes messages of signed requests.</summary>
internal static class Messages
{
    public static TestSigner Session => Requests.Sts with { AccessKeyId = VerifierHost.SessionKey, Token = Requests.Token };

    public static VerifyRequest ToMessage(this ReceivedRequest request)
    {
        var message = new VerifyRequest
        {
            Method = request.Method,
            RawTarget = request.Target,
            Body = ByteString.CopyFrom(request.Body.Span),
            IsTls = request.IsSecure,
        };
        foreach (var header in request.Headers.ToArray())
            message.Headers.Add(new Header { Name = header.Name, Value = header.Value });
        return message;
    }

    public static VerifyRequest Signed() => Requests.Sts.Sign().ToMessage();

    public static VerifyRequest With(this VerifyRequest message, Action<VerifyRequest> change)
    {
        change(message);
        return message;
    }
}
