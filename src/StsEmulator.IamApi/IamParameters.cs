using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi;

/// <summary>The parameters that several operations share. Source: IAM API model 2010-05-08.</summary>
internal static class IamParameters
{
    private static readonly TextPattern Name = TextPattern.SetOf(@"[\w+=,.@-]+", "+=,.@-", acceptsEmpty: false);

    public static readonly TextPattern Path = TextPattern.Where(
        @"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
        static text => text is "/" || (text is ['/', .., '/'] && text.Length > 2 && !text.AsSpan().ContainsAnyExceptInRange('!', '~')));

    private static readonly TextPattern PathPrefix = TextPattern.Where(
        @"\u002F[\u0021-\u007E]*", static text => text is ['/', ..] && !text.AsSpan().ContainsAnyExceptInRange('!', '~'));

    private static readonly TextPattern Serial = TextPattern.SetOf(@"[\w+=/:,.@-]+", "+=/:,.@-", acceptsEmpty: false);

    private static readonly TextPattern Word = TextPattern.SetOf(@"[\w]+", "", acceptsEmpty: false);

    /// <summary>A name of a user that exists: up to 128 characters; new ones have at most 64.</summary>
    public static string UserName(this ParameterReader reader, int maximum = 128) => reader.Required("UserName", 1, maximum, Name);

    public static string? OptionalUserName(this ParameterReader reader) => reader.Optional("UserName", 1, 128, Name);

    public static string RoleName(this ParameterReader reader) => reader.Required("RoleName", 1, 64, Name);

    public static string GroupName(this ParameterReader reader) => reader.Required("GroupName", 1, 128, Name);

    public static string InstanceProfileName(this ParameterReader reader) => reader.Required("InstanceProfileName", 1, 128, Name);

    public static string PolicyName(this ParameterReader reader) => reader.Required("PolicyName", 1, 128, Name);

    public static string PolicyArn(this ParameterReader reader, string name = "PolicyArn") => reader.Required(name, 20, 2048, TextPattern.Arn);

    public static string PolicyDocument(this ParameterReader reader, string name = "PolicyDocument") =>
        reader.Required(name, 1, 131_072, TextPattern.Policy);

    /// <summary>Another name, for operations that rename.</summary>
    public static string? OptionalName(this ParameterReader reader, string name, int maximum) => reader.Optional(name, 1, maximum, Name);

    public static string EntityPath(this ParameterReader reader) => reader.Optional("Path", 1, 512, Path) ?? "/";

    public static string? NewPath(this ParameterReader reader) => reader.Optional("NewPath", 1, 512, Path);

    public static string ListedPath(this ParameterReader reader) => reader.Optional("PathPrefix", 1, 512, PathPrefix) ?? "/";

    public static IReadOnlyList<Tag> Tags(this ParameterReader reader) => reader.List("Tags", IamQuotas.Tags, static (item, prefix, path) => new Tag(
        item.RequiredMember(prefix, path, "Key", 1, 128, TextPattern.TagKey),
        item.RequiredMember(prefix, path, "Value", 0, 256, TextPattern.TagValue)));

    public static IReadOnlyList<string> TagKeys(this ParameterReader reader) => reader.Texts("TagKeys", IamQuotas.Tags, 1, 128, TextPattern.TagKey);

    /// <summary>The name of a new virtual MFA device; with the longest path it still makes a serial number that fits.</summary>
    public static string VirtualMfaDeviceName(this ParameterReader reader) => reader.Required("VirtualMFADeviceName", 1, 226, Name);

    public static string SerialNumber(this ParameterReader reader) => reader.Required("SerialNumber", 9, 256, Serial);

    public static string Password(this ParameterReader reader, string name = "Password") =>
        reader.Required(name, 1, 128, TextPattern.Policy, isSensitive: true);

    /// <summary>The id of a credential of a user: <c>SSHPublicKeyId</c> and the like.</summary>
    public static string CredentialId(this ParameterReader reader, string name, int minimum = 20) => reader.Required(name, minimum, 128, Word);
}
