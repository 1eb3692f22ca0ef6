using StsEmulator.Iam.Authentication;
using StsEmulator.Protocols.Errors;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;
using Family = StsEmulator.Protocols.Errors.ProtocolFamily;

namespace StsEmulator.Verifier.Verification;

/// <summary>Writes why a request is refused, in the terms of the sender's protocol family.</summary>
internal static class FailureReply
{
    public static Failure Of(AuthenticationRefusal refusal, Family family, string? service, bool explains)
    {
        var error = AuthenticationErrors.For(refusal, family, service, explains && family != Family.Query);
        var failure = new Failure
        {
            Reason = FailureReasons.Of(refusal),
            Code = error.Code,
            HttpStatus = error.Status,
            Message = error.Message ?? "",
            AccessKeyId = refusal.AccessKeyId ?? "",
        };
        if (refusal.Explanation is { } explanation)
        {
            failure.CanonicalRequest = explanation.CanonicalRequest;
            failure.StringToSign = explanation.StringToSign;
        }
        return failure;
    }

    /// <summary>Finds the family as asked for, else by the service that the request was signed for, else by the expected service.</summary>
    public static Family FamilyOf(VerifyQuestion question, string? service) => question.ProtocolFamily switch
    {
        V1.ProtocolFamily.Query => Family.Query,
        V1.ProtocolFamily.Ec2 => Family.Ec2,
        V1.ProtocolFamily.Json => Family.Json,
        V1.ProtocolFamily.RestJson => Family.RestJson,
        V1.ProtocolFamily.RestXml => Family.RestXml,
        V1.ProtocolFamily.S3 => Family.S3,
        _ => ServiceProtocols.FamilyOf(service),
    };

    /// <summary>Gets the service that was called: the pinned one, else the one in the scope. Reads the signature again; refusals are rare.</summary>
    public static string? ServiceOf(VerifyQuestion question, ReceivedRequest request)
    {
        if (question.ExpectedService.Length > 0)
            return question.ExpectedService;
        return PresentedSignature.TryRead(request, out var presented, out _) ? presented.Scope.Service.ToString() : null;
    }
}
