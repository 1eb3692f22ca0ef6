using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Features;

/// <summary>Whether the account issues web identity tokens (GetWebIdentityToken); off in a new account.</summary>
internal static class OutboundFederationOperations
{
    private static readonly WireError Disabled = IamErrors.FeatureDisabled("Outbound web identity federation is not enabled for this account.");
    private static readonly WireError Enabled = IamErrors.FeatureEnabled("Outbound web identity federation is already enabled for this account.");

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("EnableOutboundWebIdentityFederation", Enable),
        new("DisableOutboundWebIdentityFederation", Disable),
        new("GetOutboundWebIdentityFederationInfo", Get),
    ];

    private static IamOutcome Enable(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        var account = call.Account.Account;
        return account.OutboundWebIdentityFederation
            ? Enabled
            : IamOutcome.Of(writer => writer.Text("IssuerIdentifier", call.Ports.Outbound.UrlOf(call.AccountId)))
                .Writing(account with { OutboundWebIdentityFederation = true });
    }

    private static IamOutcome Disable(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        var account = call.Account.Account;
        return account.OutboundWebIdentityFederation ? IamOutcome.Done.Writing(account with { OutboundWebIdentityFederation = false }) : Disabled;
    }

    private static IamOutcome Get(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        if (!call.Account.Account.OutboundWebIdentityFederation)
            return Disabled;
        return IamOutcome.Of(writer =>
        {
            writer.Text("IssuerIdentifier", call.Ports.Outbound.UrlOf(call.AccountId));
            writer.Flag("JwtVendingEnabled", true);
        });
    }
}
