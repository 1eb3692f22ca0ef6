using System.Collections.Frozen;
using StsEmulator.Federation;
using StsEmulator.Federation.Outbound;
using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.Sts.Operations;

namespace StsEmulator.Sts;

/// <summary>The table of operations.</summary>
public sealed class StsOperations
{
    /// <summary>The API version all of them belong to.</summary>
    public const string Version = "2011-06-15";

    private readonly FrozenDictionary<string, IStsOperation> byAction;

    public StsOperations(
        RoleAssumption assumption, UserFederation federation, SessionIssuer issuer, MfaCheck mfa, AuthorizationMessageCodec codec,
        EmulatorClock clock, LiveDirectory directory, WebIdentityValidator webIdentities, SamlValidator samlResponses, IdentifierGenerator identifiers,
        OutboundIssuer outbound, OutboundKeyRings outboundKeys, RootTaskAssumption rootTasks, TradeInTokens tradeIns)
    {
        IStsOperation[] operations =
        [
            new AssumeRole(assumption),
            new AssumeRoleWithSAML(directory, samlResponses, assumption, identifiers),
            new AssumeRoleWithWebIdentity(directory, webIdentities, assumption, outbound),
            new AssumeRoot(rootTasks),
            new DecodeAuthorizationMessage(codec, clock),
            new GetAccessKeyInfo(clock),
            new GetCallerIdentity(),
            new GetDelegatedAccessToken(tradeIns, issuer, clock),
            new GetFederationToken(federation, clock),
            new GetSessionToken(issuer, mfa, clock),
            new GetWebIdentityToken(outbound, outboundKeys, identifiers, clock),
        ];
        byAction = operations.ToFrozenDictionary(operation => operation.Action, StringComparer.Ordinal);
    }

    /// <summary>Finds an operation by its wire name, which is case-sensitive; null when there is none of this name and version.</summary>
    public IStsOperation? Find(string? action, string? version) =>
        action is not null && version == Version ? byAction.GetValueOrDefault(action) : null;
}
