namespace StsEmulator.IamApi.Features;

/// <summary>Which session tokens the global endpoint of STS issues.</summary>
internal static class TokenPreferenceOperations
{
    private const string First = "v1Token", Second = "v2Token";

    public static IReadOnlyList<IamOperation> Table { get; } = [new("SetSecurityTokenServicePreferences", Set)];

    private static IamOutcome Set(IamCall call)
    {
        string? version = call.Read.OneOf("GlobalEndpointTokenVersion", First, Second);
        call.Read.Require("GlobalEndpointTokenVersion", version is not null);
        if (call.Refuse("*") is { } refused)
            return refused;
        return IamOutcome.Done.Writing(call.Account.Account with { GlobalEndpointTokenVersion = version == Second ? 2 : 1 });
    }
}
