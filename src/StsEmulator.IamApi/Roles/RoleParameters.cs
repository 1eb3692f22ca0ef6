using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Roles;

/// <summary>The parameters of roles alone. Source: IAM API model 2010-05-08, roleDescriptionType and roleMaxSessionDurationType.</summary>
internal static class RoleParameters
{
    private const int LongestDescription = 1000;

    private static readonly TextPattern DescriptionText = TextPattern.Where(
        @"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*",
        static text => text.All(c => c is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u00FF')),
        acceptsEmpty: true);

    public static string? Description(this ParameterReader reader) => reader.Optional(nameof(Description), 0, LongestDescription, DescriptionText);

    public static string RequiredDescription(this ParameterReader reader) => reader.Required(nameof(Description), 0, LongestDescription, DescriptionText);

    /// <summary>The longest session in seconds, 3 600 to 43 200.</summary>
    public static int? MaxSessionDuration(this ParameterReader reader) => reader.Number(nameof(MaxSessionDuration), 3600, 43_200);

    public static string? OptionalBoundary(this ParameterReader reader) => reader.Optional("PermissionsBoundary", 20, 2048, TextPattern.Arn);
}
