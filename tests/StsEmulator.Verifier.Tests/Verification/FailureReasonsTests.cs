using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier.Tests.Verification;

public sealed class FailureReasonsTests
{
    [Fact]
    public void Every_failure_has_a_published_reason()
    {
        var signatures = Enum.GetValues<SignatureFailure>().Where(failure => failure != SignatureFailure.None).Select(FailureReasons.Of);
        var others = Enum.GetValues<AuthenticationFailure>()
            .Where(failure => failure != AuthenticationFailure.Signature)
            .Select(failure => FailureReasons.Of(new AuthenticationRefusal(failure)));

        Assert.DoesNotContain(FailureReason.Unspecified, signatures.Concat(others));
        Assert.Equal(others.Count(), others.Distinct().Count());
    }
}
