using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Authentication;

/// <summary>Either the caller or the refusal.</summary>
public readonly struct AuthenticationResult
{
    private AuthenticationResult(Caller? caller, AuthenticationRefusal? refusal)
    {
        Caller = caller;
        Refusal = refusal;
    }

    public Caller? Caller { get; }

    public AuthenticationRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAuthenticated => Caller is not null;

    public static AuthenticationResult Of(Caller caller) => new(caller, null);

    public static AuthenticationResult Refused(AuthenticationRefusal refusal) => new(null, refusal);
}
