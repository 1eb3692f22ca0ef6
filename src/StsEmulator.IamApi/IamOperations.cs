using System.Collections.Frozen;
using StsEmulator.IamApi.AccessKeys;
using StsEmulator.IamApi.Accounts;
using StsEmulator.IamApi.Attachments;
using StsEmulator.IamApi.Features;
using StsEmulator.IamApi.Groups;
using StsEmulator.IamApi.InlinePolicies;
using StsEmulator.IamApi.InstanceProfiles;
using StsEmulator.IamApi.LoginProfiles;
using StsEmulator.IamApi.ManagedPolicies;
using StsEmulator.IamApi.Mfa;
using StsEmulator.IamApi.Providers;
using StsEmulator.IamApi.Reports;
using StsEmulator.IamApi.Roles;
using StsEmulator.IamApi.ServerCertificates;
using StsEmulator.IamApi.ServiceAccess;
using StsEmulator.IamApi.Simulation;
using StsEmulator.IamApi.UserCredentials;
using StsEmulator.IamApi.Users;

namespace StsEmulator.IamApi;

/// <summary>The table of operations. Adding one is a function in the folder of its noun and a row in that folder's table.</summary>
public sealed class IamOperations
{
    /// <summary>The API version.</summary>
    public const string Version = "2010-05-08";

    private static readonly FrozenDictionary<string, IamOperation> ByAction = new IReadOnlyList<IamOperation>[]
    {
        UserOperations.Table,
        UserTagOperations.Table,
        AccessKeyOperations.Table,
        GroupOperations.Table,
        GroupMembershipOperations.Table,
        ManagedPolicyOperations.Table,
        ManagedPolicyListings.Table,
        PolicyVersionOperations.Table,
        PolicyTagOperations.Table,
        AttachmentOperations.Table,
        InlinePolicyOperations.Table,
        SimulationOperations.Table,
        ContextKeyOperations.Table,
        AuthorizationDetails.Table,
        PoliciesGrantingAccess.Table,
        RoleOperations.Table,
        RoleBoundaryOperations.Table,
        RoleTagOperations.Table,
        ServiceLinkedRoleOperations.Table,
        InstanceProfileOperations.Table,
        InstanceProfileRoleOperations.Table,
        InstanceProfileTagOperations.Table,
        AccessKeyLastUse.Table,
        LoginProfileOperations.Table,
        PasswordChange.Table,
        AccountAliasOperations.Table,
        PasswordPolicyOperations.Table,
        AccountSummary.Table,
        CredentialReportOperations.Table,
        VirtualMfaDeviceOperations.Table,
        MfaDeviceOperations.Table,
        MfaTagOperations.Table,
        SshPublicKeyOperations.Table,
        SigningCertificateOperations.Table,
        ServiceSpecificCredentialOperations.Table,
        OidcProviderOperations.Table,
        OidcProviderClients.Table,
        SamlProviderOperations.Table,
        ProviderTagOperations.Table,
        ServerCertificateOperations.Table,
        ServerCertificateTagOperations.Table,
        OutboundFederationOperations.Table,
        OrganizationFeatureOperations.Table,
        TokenPreferenceOperations.Table,
        LastAccessedOperations.Table,
        OrganizationReportOperations.Table,
    }.SelectMany(table => table).ToFrozenDictionary(operation => operation.Action, StringComparer.Ordinal);

    /// <summary>Gets the names of what is implemented.</summary>
    public static IEnumerable<string> Actions => ByAction.Keys;

    /// <summary>Finds an operation by its wire name, which is case-sensitive.</summary>
    public static IamOperation? Find(string action) => ByAction.GetValueOrDefault(action);
}
