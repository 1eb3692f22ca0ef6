using System.Collections.Frozen;

namespace StsEmulator.IamApi;

/// <summary>The names of all operations of the published IAM API, so that what is missing here is told from what does not exist.</summary>
public static class IamModel
{
    /// <summary>Gets the names. Source: IAM API model 2010-05-08, as the AWS SDKs of 2026 carry it.</summary>
    public static FrozenSet<string> Operations { get; } = Names.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private const string Names =
        "AcceptDelegationRequest AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile AddUserToGroup " +
        "AssociateDelegationRequest AttachGroupPolicy AttachRolePolicy AttachUserPolicy ChangePassword CreateAccessKey " +
        "CreateAccountAlias CreateDelegationRequest CreateGroup CreateInstanceProfile CreateLoginProfile " +
        "CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole CreateSAMLProvider " +
        "CreateServiceLinkedRole CreateServiceSpecificCredential CreateUser CreateVirtualMFADevice DeactivateMFADevice " +
        "DeleteAccessKey DeleteAccountAlias DeleteAccountPasswordPolicy DeleteGroup DeleteGroupPolicy " +
        "DeleteInstanceProfile DeleteLoginProfile DeleteOpenIDConnectProvider DeletePolicy DeletePolicyVersion " +
        "DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteSAMLProvider DeleteSSHPublicKey " +
        "DeleteServerCertificate DeleteServiceLinkedRole DeleteServiceSpecificCredential DeleteSigningCertificate " +
        "DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy " +
        "DetachRolePolicy DetachUserPolicy DisableOrganizationsRootCredentialsManagement " +
        "DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableMFADevice " +
        "EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions " +
        "EnableOutboundWebIdentityFederation GenerateCredentialReport GenerateOrganizationsAccessReport " +
        "GenerateServiceLastAccessedDetails GetAccessKeyLastUsed GetAccountAuthorizationDetails " +
        "GetAccountPasswordPolicy GetAccountSummary GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy " +
        "GetCredentialReport GetDelegationRequest GetGroup GetGroupPolicy GetHumanReadableSummary GetInstanceProfile " +
        "GetLoginProfile GetMFADevice GetOpenIDConnectProvider GetOrganizationsAccessReport " +
        "GetOutboundWebIdentityFederationInfo GetPolicy GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider " +
        "GetSSHPublicKey GetServerCertificate GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities " +
        "GetServiceLinkedRoleDeletionStatus GetUser GetUserPolicy ListAccessKeys ListAccountAliases " +
        "ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies ListDelegationRequests " +
        "ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfileTags " +
        "ListInstanceProfiles ListInstanceProfilesForRole ListMFADeviceTags ListMFADevices " +
        "ListOpenIDConnectProviderTags ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies " +
        "ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListRolePolicies ListRoleTags ListRoles " +
        "ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys ListServerCertificateTags ListServerCertificates " +
        "ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags ListUsers " +
        "ListVirtualMFADevices PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary " +
        "PutUserPolicy RejectDelegationRequest RemoveClientIDFromOpenIDConnectProvider RemoveRoleFromInstanceProfile " +
        "RemoveUserFromGroup ResetServiceSpecificCredential ResyncMFADevice SendDelegationToken SetDefaultPolicyVersion " +
        "SetSecurityTokenServicePreferences SimulateCustomPolicy SimulatePrincipalPolicy TagInstanceProfile " +
        "TagMFADevice TagOpenIDConnectProvider TagPolicy TagRole TagSAMLProvider TagServerCertificate TagUser " +
        "UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider UntagPolicy UntagRole UntagSAMLProvider " +
        "UntagServerCertificate UntagUser UpdateAccessKey UpdateAccountPasswordPolicy UpdateAssumeRolePolicy " +
        "UpdateDelegationRequest UpdateGroup UpdateLoginProfile UpdateOpenIDConnectProviderThumbprint UpdateRole " +
        "UpdateRoleDescription UpdateSAMLProvider UpdateSSHPublicKey UpdateServerCertificate " +
        "UpdateServiceSpecificCredential UpdateSigningCertificate UpdateUser UploadSSHPublicKey UploadServerCertificate " +
        "UploadSigningCertificate ";
}
