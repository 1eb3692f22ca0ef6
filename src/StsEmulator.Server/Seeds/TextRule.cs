using System.Text.RegularExpressions;

namespace StsEmulator.Server.Seeds;

/// <summary>What a text of the seed may hold. Lengths and patterns are those of the IAM and EC2 API models.</summary>
/// <param name="Meaning">What is expected, for the message.</param>
/// <param name="IsSecret">Whether the value must not be shown in a message.</param>
internal sealed partial record TextRule(string Meaning, int Minimum, int Maximum, Regex? Pattern = null, bool IsSecret = false)
{
    public static TextRule UserName { get; } = new("a user name", 1, 64, NameCharacters);

    public static TextRule RoleName { get; } = new("a role name", 1, 64, NameCharacters);

    public static TextRule GroupName { get; } = new("a group name", 1, 128, NameCharacters);

    public static TextRule PolicyName { get; } = new("a policy name", 1, 128, NameCharacters);

    public static TextRule InstanceProfileName { get; } = new("an instance profile name", 1, 128, NameCharacters);

    public static TextRule SamlProviderName { get; } = new("a SAML provider name", 1, 128, SamlNameCharacters);

    public static TextRule Path { get; } = new("a path that begins and ends with `/`", 1, 512, PathForm);

    public static TextRule AccountId { get; } = new("an account id of 12 digits", 12, 12, Digits);

    public static TextRule AccountAlias { get; } = new("an account alias of lower-case letters, digits and single hyphens", 3, 63, AliasForm);

    public static TextRule Description { get; } = new("a description", 0, 1000);

    public static TextRule Arn { get; } = new("an ARN", 20, 2048, ArnForm);

    public static TextRule AccessKeyId { get; } = new("an access key id of word characters", 4, 128, WordCharacters);

    public static TextRule SecretAccessKey { get; } = new("a secret access key without spaces", 1, 128, VisibleAscii, IsSecret: true);

    public static TextRule Password { get; } = new("a password", 1, 128, IsSecret: true);

    public static TextRule MfaSerialNumber { get; } = new("an MFA serial number", 9, 256, SerialCharacters);

    public static TextRule Base32 { get; } = new("base32 (RFC 4648) of at least 10 bytes", 16, 256, Base32Form, IsSecret: true);

    public static TextRule TagKey { get; } = new("a tag key", 1, 128, TagCharacters);

    public static TextRule TagValue { get; } = new("a tag value", 0, 256, TagCharacters);

    public static TextRule Url { get; } = new("a URL", 1, 255);

    public static TextRule ClientId { get; } = new("a client id", 1, 255);

    public static TextRule Thumbprint { get; } = new("a SHA-1 thumbprint of 40 hexadecimal digits", 40, 40, HexDigits);

    public static TextRule FileName { get; } = new("a file name", 1, 4096);

    public static TextRule SamlMetadata { get; } = new("SAML metadata", 1, 10_000_000);

    public static TextRule Region { get; } = new("a region such as us-east-1", 4, 32, RegionForm);

    public static TextRule InstanceId { get; } = new("an instance id, `i-` and 8 or 17 hexadecimal digits", 10, 19, InstanceIdForm);

    public static TextRule Name { get; } = new("a name of visible ASCII characters", 1, 255, VisibleAscii);

    public static TextRule MacAddress { get; } = new("a MAC address such as 02:29:96:8f:6a:2d", 17, 17, MacForm);

    public static TextRule VirtualDevice { get; } = new("a virtual device, `ephemeral0` to `ephemeral23` or `swap`", 4, 11, VirtualDeviceForm);

    public static TextRule PublicKey { get; } = new("an OpenSSH public key", 1, 16_384);

    public static TextRule SignerCertificate { get; } = new("the certificate as it is to be served", 1, 16_384);

    public static TextRule UserData { get; } = new("base64 of at most 16 KiB", 0, 21_848);

    public static TextRule TaskId { get; } = new("a task id of letters, digits, `-` and `_`", 1, 64, TaskIdForm);

    public static TextRule AuthorizationToken { get; } = new("an authorization token without line breaks", 1, 16_384, OneLine, IsSecret: true);

    public static TextRule EcsName { get; } = new("a name of letters, digits, `-` and `_`", 1, 255, TaskIdForm);

    public static TextRule EcsCluster { get; } = new("a cluster's name or ARN", 1, 2048, ClusterForm);

    public static TextRule ImageName { get; } = new("the name of an image", 1, 1024, VisibleAscii);

    public static TextRule EksCluster { get; } = new("a cluster's name of letters, digits, `-` and `_`", 1, 100, EksClusterForm);

    public static TextRule KubernetesName { get; } = new("a name of lower-case letters, digits, `-` and `.`", 1, 253, KubernetesForm);

    public static TextRule AssociationId { get; } = new("an association id, `a-` and lower-case letters and digits", 3, 64, AssociationIdForm);

    public static TextRule OrganizationId { get; } = new("an organization id, `o-` and lower-case letters and digits", 12, 34, OrganizationIdForm);

    public static TextRule OrganizationRootId { get; } = new("an organization's root id, `r-` and lower-case letters and digits", 6, 34, RootIdForm);

    public static TextRule OrganizationUnitId { get; } = new("an organizational unit's id, `ou-`, the root's letters, `-` and its own", 16, 68, UnitIdForm);

    public static TextRule RoleSessionName { get; } = new("a role session name", 2, 64, NameCharacters);

    public static TextRule Subject { get; } = new("a subject of visible ASCII characters", 1, 255, VisibleAscii);

    public static TextRule DisplayName { get; } = new("a name to show", 1, 128);

    public static TextRule Email { get; } = new("an e-mail address", 3, 254, EmailForm);

    public static TextRule ClaimName { get; } = new("the name of a claim", 1, 128, VisibleAscii);

    public static TextRule ClientSecret { get; } = new("a client secret without spaces", 8, 255, VisibleAscii, IsSecret: true);

    public static TextRule RedirectUri { get; } = new("a redirect URI", 1, 2048);

    public static TextRule SourceIdentity { get; } = new("a source identity", 2, 64, NameCharacters);

    public static TextRule DistinguishedName { get; } = new("the name of an LDAP entry (RFC 4514)", 3, 1024, DistinguishedNameForm);

    public static TextRule LdapFilter { get; } = new("an LDAP filter", 3, 2048);

    public static TextRule LdapAttribute { get; } = new("the name of an LDAP attribute", 1, 128, LdapAttributeForm);

    /// <summary>The problem with a text; null when it follows the rule.</summary>
    public string? Check(string text)
    {
        if (text.Length >= Minimum && text.Length <= Maximum && Pattern?.IsMatch(text) is not false)
            return null;
        string length = Minimum == Maximum ? $"{Maximum}" : $"{Minimum} to {Maximum}";
        string shown = IsSecret ? "the value" : $"`{(text.Length > 64 ? text[..64] + "..." : text)}`";
        return $"{shown} is not {Meaning} ({length} characters)";
    }

    [GeneratedRegex(@"\A[\w+=,.@-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex NameCharacters { get; }

    [GeneratedRegex(@"\A[\w._-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex SamlNameCharacters { get; }

    [GeneratedRegex(@"\A/(?:[\x21-\x7F]+/)?\z")]
    private static partial Regex PathForm { get; }

    [GeneratedRegex(@"\A[\x21-\x3F\x41-\x7E]+@[\x21-\x3F\x41-\x7E]+\z")]
    private static partial Regex EmailForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9.-]+ *=[^\p{Cc}]*\z")]
    private static partial Regex DistinguishedNameForm { get; }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]*(?:;[A-Za-z0-9-]+)*\z")]
    private static partial Regex LdapAttributeForm { get; }

    [GeneratedRegex(@"\A[0-9]+\z")]
    private static partial Regex Digits { get; }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9]|-(?!-))*[a-z0-9]\z")]
    private static partial Regex AliasForm { get; }

    [GeneratedRegex(@"\Aarn:[\x21-\x7E]+\z")]
    private static partial Regex ArnForm { get; }

    [GeneratedRegex(@"\A\w+\z", RegexOptions.ECMAScript)]
    private static partial Regex WordCharacters { get; }

    [GeneratedRegex(@"\A[\x21-\x7E]+\z")]
    private static partial Regex VisibleAscii { get; }

    [GeneratedRegex(@"\A[\x20-\x7E]+\z")]
    private static partial Regex OneLine { get; }

    [GeneratedRegex(@"\A[\w+=/:,.@-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex SerialCharacters { get; }

    [GeneratedRegex(@"\A[A-Za-z2-7]+=*\z")]
    private static partial Regex Base32Form { get; }

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagCharacters { get; }

    [GeneratedRegex(@"\A[0-9A-Fa-f]+\z")]
    private static partial Regex HexDigits { get; }

    [GeneratedRegex(@"\A[a-z]+(?:-[a-z]+)+-[0-9]+\z")]
    private static partial Regex RegionForm { get; }

    [GeneratedRegex(@"\Ai-(?:[0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex InstanceIdForm { get; }

    [GeneratedRegex(@"\A[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}\z")]
    private static partial Regex MacForm { get; }

    [GeneratedRegex(@"\A(?:ephemeral(?:[0-9]|1[0-9]|2[0-3])|swap)\z")]
    private static partial Regex VirtualDeviceForm { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex TaskIdForm { get; }

    [GeneratedRegex(@"\A(?:arn:[\w-]+:ecs:[\w-]*:[0-9]*:cluster/)?[A-Za-z0-9_-]{1,255}\z", RegexOptions.ECMAScript)]
    private static partial Regex ClusterForm { get; }

    [GeneratedRegex(@"\A[0-9A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex EksClusterForm { get; }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\z")]
    private static partial Regex KubernetesForm { get; }

    [GeneratedRegex(@"\Ao-[a-z0-9]{10,32}\z")]
    private static partial Regex OrganizationIdForm { get; }

    [GeneratedRegex(@"\Ar-[a-z0-9]{4,32}\z")]
    private static partial Regex RootIdForm { get; }

    [GeneratedRegex(@"\Aou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\z")]
    private static partial Regex UnitIdForm { get; }

    [GeneratedRegex(@"\Aa-[a-z0-9]+\z")]
    private static partial Regex AssociationIdForm { get; }
}
