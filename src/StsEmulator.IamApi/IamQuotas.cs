namespace StsEmulator.IamApi;

/// <summary>The default quotas of an account. Source: IAM User Guide, "IAM and AWS STS quotas".</summary>
internal static class IamQuotas
{
    public const int Users = 5000;
    public const int Groups = 300;
    public const int Roles = 1000;
    public const int InstanceProfiles = 1000;
    public const int Policies = 1500;
    public const int ServerCertificates = 20;
    public const int SamlProviders = 100;
    public const int OidcProviders = 100;
    public const int GroupsPerUser = 10;
    public const int AccessKeysPerUser = 2;
    public const int MfaDevicesPerUser = 8;
    public const int SigningCertificatesPerUser = 2;
    public const int SshPublicKeysPerUser = 5;
    public const int VersionsPerPolicy = 5;
    public const int AttachedPoliciesPerUser = 10;
    public const int AttachedPoliciesPerGroup = 10;
    public const int AttachedPoliciesPerRole = 10;
    public const int Tags = 50;
    public const int ClientIdsPerOidcProvider = 100;
    public const int ThumbprintsPerOidcProvider = 5;
    public const int RolesPerInstanceProfile = 1;

    public const int PolicyVersionsInUse = 10_000;
    public const int CredentialsPerService = 2;

    /// <summary>Virtual MFA devices that may wait without a user: twice as many as users. The real service names no number.</summary>
    public const int VirtualMfaDevices = 2 * Users;

    /// <summary>Characters without white space, all inline policies of the user together.</summary>
    public const int UserPolicySize = 2048;

    /// <summary>Characters without white space, all inline policies of the group together.</summary>
    public const int GroupPolicySize = 5120;

    /// <summary>Characters without white space, all inline policies of the role together.</summary>
    public const int RolePolicySize = 10_240;

    /// <summary>Characters without white space.</summary>
    public const int PolicySize = 6144;

    /// <summary>Characters without white space.</summary>
    public const int AssumeRolePolicySize = 2048;
}
