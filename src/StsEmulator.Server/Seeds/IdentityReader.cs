using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads users, groups, roles, managed policies and instance profiles.</summary>
internal sealed class IdentityReader(SeedDraft draft)
{
    /// <summary>Tags per user or role. Source: IAM quotas.</summary>
    private const int MaximumTags = 50;

    private readonly PolicyReader policies = new(draft.Problems);

    public void ReadUser(SeedNode node, AccountId account)
    {
        SeedElement element = new(
            node, draft.Problems, "UserName", "Path", "Password", "AccessKeys", "Groups", "ManagedPolicyArns", "Policies",
            "PermissionsBoundary", "MfaDevices", "Tags");
        string? name = element.Required("UserName", TextRule.UserName);
        var user = new User
        {
            AccountId = account,
            CreateDate = draft.Now,
            UserName = name ?? "",
            UserId = draft.Ids.UniqueId(UniqueIdKind.User, account),
            Path = element.Text("Path", TextRule.Path) ?? "/",
            LoginProfile = LoginProfile(element),
            AccessKeys = ReadAccessKeys(element, "AccessKeys"),
            Groups = Groups(element, account),
            ManagedPolicyArns = ManagedPolicyArns(element, account),
            Policies = policies.Inline(element),
            PermissionsBoundary = PermissionsBoundary(element, account),
            MfaDevices = ReadMfaDevices(element),
            Tags = SeedTags.Read(element, "Tags", draft.Problems, MaximumTags),
        };
        if (name is not null)
            draft.Add(user, element.PlaceOf("UserName"));
    }

    /// <summary>Takes a password as it may stand in a seed: plain, or the digest of one, so that a seed need not tell it.</summary>
    public PasswordDigest Digest(string password) =>
        PasswordDigest.TryParse(password, out var stored) ? stored : PasswordDigest.Of(password, draft.Ids);

    private LoginProfile? LoginProfile(SeedElement user)
    {
        if (user.Text("Password", TextRule.Password) is not { } password)
            return null;
        return new LoginProfile(Digest(password))
        {
            CreateDate = draft.Now,
            PasswordDate = draft.Now,
        };
    }

    public void ReadGroup(SeedNode node, AccountId account)
    {
        SeedElement element = new(node, draft.Problems, "GroupName", "Path", "ManagedPolicyArns", "Policies");
        string? name = element.Required("GroupName", TextRule.GroupName);
        var group = new Group
        {
            AccountId = account,
            CreateDate = draft.Now,
            GroupName = name ?? "",
            GroupId = draft.Ids.UniqueId(UniqueIdKind.Group, account),
            Path = element.Text("Path", TextRule.Path) ?? "/",
            ManagedPolicyArns = ManagedPolicyArns(element, account),
            Policies = policies.Inline(element),
        };
        if (name is not null)
            draft.Add(group, element.PlaceOf("GroupName"));
    }

    public void ReadRole(SeedNode node, AccountId account)
    {
        SeedElement element = new(
            node, draft.Problems, "RoleName", "Path", "Description", "MaxSessionDuration", "AssumeRolePolicyDocument",
            "ManagedPolicyArns", "Policies", "PermissionsBoundary", "Tags");
        string? name = element.Required("RoleName", TextRule.RoleName);
        string path = element.Text("Path", TextRule.Path) ?? "/";
        string? description = element.Text("Description", TextRule.Description);
        int maximumSession = element.Number("MaxSessionDuration", 3600, 43_200, absent: 3600);
        var trust = policies.Document(element, "AssumeRolePolicyDocument", "AssumeRolePolicyDocument", PolicyType.Trust);
        List<string> managed = ManagedPolicyArns(element, account);
        List<StoredPolicy> inline = policies.Inline(element);
        string? boundary = PermissionsBoundary(element, account);
        List<Tag> tags = SeedTags.Read(element, "Tags", draft.Problems, MaximumTags);
        if (name is null)
            return;
        var role = new Role
        {
            AccountId = account,
            CreateDate = draft.Now,
            RoleName = name,
            RoleId = draft.Ids.UniqueId(UniqueIdKind.Role, account),
            Path = path,
            Description = description,
            MaxSessionDuration = maximumSession,
            AssumeRolePolicyDocument = trust ?? new StoredPolicy("AssumeRolePolicyDocument", ""),
            ManagedPolicyArns = managed,
            Policies = inline,
            PermissionsBoundary = boundary,
            Tags = tags,
        };
        // A role whose trust policy is wrong still counts as there, so that what refers to it is not reported too.
        if (trust is null)
            draft.Add(role, element.PlaceOf("RoleName"));
        else
            draft.Add(role, element.PlaceOf("RoleName"), element.Find("AssumeRolePolicyDocument")!);
    }

    public void ReadManagedPolicy(SeedNode node, AccountId account)
    {
        SeedElement element = new(node, draft.Problems, "ManagedPolicyName", "Path", "Description", "PolicyDocument");
        string? name = element.Required("ManagedPolicyName", TextRule.PolicyName);
        string path = element.Text("Path", TextRule.Path) ?? "/";
        string? description = element.Text("Description", TextRule.Description);
        string arn = $"arn:{draft.FindAccount(account)?.Partition ?? "aws"}:iam::{account}:policy{path}{name}";
        var document = policies.Document(element, "PolicyDocument", arn, PolicyType.Identity);
        if (name is null)
            return;
        draft.Add(
            new ManagedPolicy
            {
                AccountId = account,
                CreateDate = draft.Now,
                PolicyName = name,
                Path = path,
                Description = description,
                PolicyId = draft.Ids.UniqueId(UniqueIdKind.ManagedPolicy, account),
                Document = document ?? new StoredPolicy(arn, ""),
            },
            element.PlaceOf("ManagedPolicyName"));
    }

    public void ReadInstanceProfile(SeedNode node, AccountId account)
    {
        SeedElement element = new(node, draft.Problems, "InstanceProfileName", "Path", "Roles");
        string? name = element.Required("InstanceProfileName", TextRule.InstanceProfileName);
        string path = element.Text("Path", TextRule.Path) ?? "/";
        // An instance profile holds one role. Source: IAM User Guide, "Use instance profiles".
        List<string> roles = element.Texts("Roles", TextRule.RoleName, maximum: 1);
        var place = element.PlaceOf("Roles");
        foreach (string role in roles)
            Later(account, place, directory => directory.FindRole(role) is null ? $"Roles: there is no role `{role}` in this account" : null);
        if (name is null)
            return;
        draft.Add(
            new InstanceProfile
            {
                AccountId = account,
                CreateDate = draft.Now,
                InstanceProfileName = name,
                Path = path,
                Roles = roles,
                InstanceProfileId = draft.Ids.UniqueId(UniqueIdKind.InstanceProfile, account),
            },
            element.PlaceOf("InstanceProfileName"));
    }

    public List<AccessKey> ReadAccessKeys(SeedElement owner, string section)
    {
        List<AccessKey> keys = [];
        foreach (var item in owner.Items(section))
        {
            SeedElement element = new(item, draft.Problems, "AccessKeyId", "SecretAccessKey", "Status");
            string? id = element.Required("AccessKeyId", TextRule.AccessKeyId);
            string? secret = element.Required("SecretAccessKey", TextRule.SecretAccessKey);
            bool isActive = element.Word("Status", "Active", "Inactive") == "Active";
            if (id is null)
                continue;
            draft.Claim("access key id", id, element.PlaceOf("AccessKeyId"));
            var accessKeyId = AccessKeyId.Parse(id);
            if (accessKeyId.IsTemporary)
                element.Report("AccessKeyId", $"`{id}` is the id of temporary credentials; a long-term one begins with AKIA");
            if (secret is not null)
                keys.Add(new AccessKey(accessKeyId, secret, isActive));
        }
        return keys;
    }

    private List<string> Groups(SeedElement element, AccountId account)
    {
        List<string> groups = element.Texts("Groups", TextRule.GroupName);
        var place = element.PlaceOf("Groups");
        foreach (string group in groups)
            Later(account, place, directory => directory.FindGroup(group) is null ? $"Groups: there is no group `{group}` in this account" : null);
        return groups;
    }

    private List<string> ManagedPolicyArns(SeedElement element, AccountId account)
    {
        List<string> arns = element.Texts("ManagedPolicyArns", TextRule.Arn);
        var place = element.PlaceOf("ManagedPolicyArns");
        foreach (string arn in arns)
            Later(account, place, directory => CheckManaged("ManagedPolicyArns", arn, directory));
        return arns;
    }

    private string? PermissionsBoundary(SeedElement element, AccountId account)
    {
        if (element.Text("PermissionsBoundary", TextRule.Arn) is not { } arn)
            return null;
        Later(account, element.PlaceOf("PermissionsBoundary"), directory => CheckManaged("PermissionsBoundary", arn, directory));
        return arn;
    }

    private static string? CheckManaged(string property, string arn, AccountDirectory directory)
    {
        if (directory.FindManagedPolicy(arn) is not null)
            return null;
        return arn.Contains(":iam::aws:policy/", StringComparison.Ordinal)
            ? $"{property}: the AWS-managed policy `{arn}` is not built in; write it under ManagedPolicies"
            : $"{property}: there is no managed policy `{arn}`";
    }

    private void Later(AccountId account, SeedPlace place, Func<AccountDirectory, string?> check) => draft.Later(snapshot =>
    {
        if (snapshot.Find(account) is { } directory && check(directory) is { } problem)
            draft.Problems.Add(place, problem);
    });

    public List<MfaDevice> ReadMfaDevices(SeedElement user)
    {
        List<MfaDevice> devices = [];
        foreach (var item in user.Items("MfaDevices"))
        {
            SeedElement element = new(item, draft.Problems, "SerialNumber", "Base32Seed");
            string? serial = element.Required("SerialNumber", TextRule.MfaSerialNumber);
            string? secret = element.Required("Base32Seed", TextRule.Base32);
            if (serial is not null)
                draft.Claim("MFA device", serial, element.PlaceOf("SerialNumber"));
            if (serial is not null && secret is not null)
                devices.Add(new MfaDevice(serial, secret.TrimEnd('=').ToUpperInvariant()));
        }
        return devices;
    }
}
