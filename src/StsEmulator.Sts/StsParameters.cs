using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Sts;

/// <summary>The parameters that several operations read alike. Source of all limits: STS API model 2011-06-15.</summary>
internal static class StsParameters
{
    /// <summary>20 to 2 048 characters.</summary>
    public static string RoleArn(this ParameterReader reader, string name = "RoleArn") => reader.Required(name, 20, 2048, TextPattern.Arn);

    /// <summary>2 to 64 characters.</summary>
    public static string RoleSessionName(this ParameterReader reader) => reader.Required("RoleSessionName", 2, 64, TextPattern.SessionName);

    /// <summary>900 s to 43 200 s, 3 600 s when absent.</summary>
    public static TimeSpan? RoleDuration(this ParameterReader reader) => reader.Seconds("DurationSeconds", 900, 43_200);

    /// <summary>900 s to 129 600 s, 43 200 s when absent.</summary>
    public static TimeSpan? UserDuration(this ParameterReader reader) => reader.Seconds("DurationSeconds", 900, 129_600);

    /// <summary>At most 10 ARNs of 20 to 2 048 characters.</summary>
    public static IReadOnlyList<string> PolicyArns(this ParameterReader reader) => reader.List(
        "PolicyArns", 10, static (reader, prefix, path) => reader.RequiredMember(prefix, path, "arn", 20, 2048, TextPattern.Arn));

    /// <summary>At most 50 tags, keys of 1 to 128 characters, values of 0 to 256.</summary>
    public static IReadOnlyList<Tag> Tags(this ParameterReader reader) => reader.List("Tags", 50, static (reader, prefix, path) => new Tag(
        reader.RequiredMember(prefix, path, "Key", 1, 128, TextPattern.TagKey),
        reader.RequiredMember(prefix, path, "Value", 0, 256, TextPattern.TagValue)));

    /// <summary>
    /// Tells whether a text has the shape that the service asks of an ARN: six fields, of which partition, service and resource are
    /// not empty and the resource holds no further colon.
    /// </summary>
    public static bool IsArn(string text, out Arn arn)
    {
        arn = null!;
        if (!Arn.TryParse(text, out var parsed) || parsed.Partition.Length == 0 || parsed.Service.Length == 0 || parsed.Resource.Length == 0
            || parsed.Resource.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }
        arn = parsed;
        return true;
    }

    /// <summary>Tells whether a text is the ARN of a role in some account; whether there is one is not asked.</summary>
    public static bool IsRoleArn(string text, out Arn arn) =>
        IsArn(text, out arn) && arn.Service == "iam" && arn.Region.Length == 0 && AccountId.TryParse(arn.Account, out _)
        && arn.Resource.StartsWith("role/", StringComparison.Ordinal) && arn.ResourceName.Length > 0;

    /// <summary>Tells whether a text is the ARN of a SAML provider in some account; whether there is one is not asked.</summary>
    public static bool IsSamlProviderArn(string text, out Arn arn) =>
        IsArn(text, out arn) && arn.Service == "iam" && arn.Region.Length == 0 && AccountId.TryParse(arn.Account, out _)
        && arn.Resource.StartsWith("saml-provider/", StringComparison.Ordinal) && arn.ResourceName.Length > 0;
}
