using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Mfa;

/// <summary>A user, a device, and two codes that it showed one after the other.</summary>
internal sealed record CodePair(NamedUser User, string SerialNumber, (string First, string Second) Codes)
{
    private const int CodeLength = 6;

    private static readonly TextPattern Digits = TextPattern.Where(@"[\d]+", static text => !text.AsSpan().ContainsAnyExceptInRange('0', '9'));

    public static CodePair Read(IamCall call) => new(
        NamedUser.Of(call, call.Read.UserName()),
        call.Read.SerialNumber(),
        (call.Read.Required("AuthenticationCode1", CodeLength, CodeLength, Digits), call.Read.Required("AuthenticationCode2", CodeLength, CodeLength, Digits)));
}
