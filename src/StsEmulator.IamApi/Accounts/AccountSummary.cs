using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Accounts;

/// <summary>GetAccountSummary: how much of everything there is, and how much there may be.</summary>
internal static class AccountSummary
{
    public static IReadOnlyList<IamOperation> Table { get; } = [new("GetAccountSummary", Get)];

    private static IamOutcome Get(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        var summary = Count(call.Account);
        return IamOutcome.Of(writer =>
        {
            writer.Start("SummaryMap");
            foreach (var (key, value) in summary)
            {
                writer.Start("entry");
                writer.Text("key", key);
                writer.Number("value", value);
                writer.End("entry");
            }
            writer.End("SummaryMap");
        });
    }

    private static IReadOnlyList<(string Key, int Value)> Count(AccountDirectory directory)
    {
        var kinds = directory.Entities.CountBy(entity => entity.Key.Kind.ToString()).ToDictionary(StringComparer.Ordinal);
        int Of(string kind) => kinds.GetValueOrDefault(kind);
        var root = directory.Account;
        var rootDevices = root.RootUser?.MfaDevices ?? [];
        var users = directory.Entities.OfType<User>().ToList();
        int devicesInUse = rootDevices.Count + users.Sum(user => user.MfaDevices.Count);
        int waiting = directory.Entities.OfType<VirtualMfaDevice>().Count(device => !IsInUse(device));
        return
        [
            ("Users", users.Count),
            ("UsersQuota", IamQuotas.Users),
            ("Groups", Of(nameof(EntityKind.Group))),
            ("GroupsQuota", IamQuotas.Groups),
            ("ServerCertificates", Of("ServerCertificate")),
            ("ServerCertificatesQuota", IamQuotas.ServerCertificates),
            ("UserPolicySizeQuota", IamQuotas.UserPolicySize),
            ("GroupPolicySizeQuota", IamQuotas.GroupPolicySize),
            ("GroupsPerUserQuota", IamQuotas.GroupsPerUser),
            ("SigningCertificatesPerUserQuota", IamQuotas.SigningCertificatesPerUser),
            ("AccessKeysPerUserQuota", IamQuotas.AccessKeysPerUser),
            ("MFADevices", devicesInUse + waiting),
            ("MFADevicesInUse", devicesInUse),
            ("AccountMFAEnabled", rootDevices.Count > 0 ? 1 : 0),
            ("AccountAccessKeysPresent", root.RootAccessKeys.Count > 0 ? 1 : 0),
            ("AccountPasswordPresent", root.RootUser is null ? 0 : 1),
            ("AccountSigningCertificatesPresent", 0),
            ("AttachedPoliciesPerGroupQuota", IamQuotas.AttachedPoliciesPerGroup),
            ("AttachedPoliciesPerRoleQuota", IamQuotas.AttachedPoliciesPerRole),
            ("AttachedPoliciesPerUserQuota", IamQuotas.AttachedPoliciesPerUser),
            ("Policies", Of(nameof(EntityKind.ManagedPolicy))),
            ("PoliciesQuota", IamQuotas.Policies),
            ("PolicySizeQuota", IamQuotas.PolicySize),
            ("PolicyVersionsInUse", directory.Entities.OfType<ManagedPolicy>().Sum(policy => 1 + policy.OtherVersions.Count)),
            ("PolicyVersionsInUseQuota", IamQuotas.PolicyVersionsInUse),
            ("VersionsPerPolicyQuota", IamQuotas.VersionsPerPolicy),
            ("GlobalEndpointTokenVersion", root.GlobalEndpointTokenVersion),
            ("AssumeRolePolicySizeQuota", IamQuotas.AssumeRolePolicySize),
            ("InstanceProfiles", Of(nameof(EntityKind.InstanceProfile))),
            ("InstanceProfilesQuota", IamQuotas.InstanceProfiles),
            ("Providers", Of(nameof(EntityKind.OidcProvider)) + Of(nameof(EntityKind.SamlProvider))),
            ("RolePolicySizeQuota", IamQuotas.RolePolicySize),
            ("Roles", Of(nameof(EntityKind.Role))),
            ("RolesQuota", IamQuotas.Roles),
        ];

        bool IsInUse(VirtualMfaDevice device)
        {
            string serial = device.SerialNumber(directory.Partition);
            return users.Any(user => user.MfaDevices.Any(held => held.SerialNumber == serial)) || rootDevices.Any(held => held.SerialNumber == serial);
        }
    }
}
