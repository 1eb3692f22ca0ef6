using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Accounts;

/// <summary>The table of all users and their credentials at one moment.</summary>
/// <remarks>Columns and the words in them: IAM User Guide, "Generate credential reports for your AWS account".</remarks>
/// <param name="GeneratedTime">On the emulator clock.</param>
/// <param name="Content">The table, UTF-8.</param>
internal sealed record CredentialReport(DateTimeOffset GeneratedTime, byte[] Content)
{
    private const string Header =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
        + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    private const string None = "N/A", NotSupported = "not_supported";

    public static CredentialReport Of(AccountDirectory directory, IReadOnlyDictionary<string, LastUse> uses, DateTimeOffset now)
    {
        var table = new StringBuilder(Header);
        AppendRoot(table, directory, uses);
        foreach (var user in directory.Entities.OfType<User>().OrderBy(user => user.UserName, StringComparer.Ordinal))
            AppendUser(table, directory, user, uses);
        return new CredentialReport(now, Encoding.UTF8.GetBytes(table.ToString()));
    }

    /// <summary>Gets the ids of all access keys of an account.</summary>
    public static IReadOnlyList<string> AccessKeyIds(AccountDirectory directory) =>
    [
        .. directory.Account.RootAccessKeys.Concat(directory.Entities.OfType<User>().SelectMany(user => user.AccessKeys))
            .Select(key => key.AccessKeyId.Value),
    ];

    /// <summary>Reads what <see cref="ToStored"/> gave.</summary>
    public static CredentialReport FromStored(byte[] stored) =>
        new(new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(stored), TimeSpan.Zero), stored[sizeof(long)..]);

    public byte[] ToStored()
    {
        byte[] stored = new byte[sizeof(long) + Content.Length];
        BinaryPrimitives.WriteInt64BigEndian(stored, GeneratedTime.UtcTicks);
        Content.CopyTo(stored, sizeof(long));
        return stored;
    }

    private static void AppendRoot(StringBuilder table, AccountDirectory directory, IReadOnlyDictionary<string, LastUse> uses)
    {
        var root = directory.Account;
        Append(table, "\n<root_account>", $"arn:{directory.Partition}:iam::{directory.Id}:root", Time(root.CreateDate));
        Append(table, ",not_supported", root.RootUser is null ? None : "no_information", NotSupported, NotSupported);
        Append(table, "," + Flag(root.RootUser?.MfaDevices.Count > 0));
        AppendKeys(table, root.RootAccessKeys, uses);
        Append(table, ",false", None, "false", None);
    }

    private static void AppendUser(StringBuilder table, AccountDirectory directory, User user, IReadOnlyDictionary<string, LastUse> uses)
    {
        Append(table, "\n" + Quoted(user.UserName), Quoted(user.Arn(directory.Partition)), Time(user.CreateDate));
        if (user.LoginProfile is { } profile)
        {
            var expiry = PasswordPolicy.ExpiryOf(directory.Account.PasswordPolicy, profile);
            Append(table, ",true", user.PasswordLastUsed is { } used ? Time(used) : "no_information", Time(profile.PasswordDate));
            Append(table, "," + (expiry is { } end ? Time(end) : None));
        }
        else
        {
            Append(table, ",false", None, None, None);
        }
        Append(table, "," + Flag(user.MfaDevices.Count > 0));
        AppendKeys(table, user.AccessKeys, uses);
        for (int i = 0; i < IamQuotas.SigningCertificatesPerUser; i++)
        {
            var certificate = user.SigningCertificates.ElementAtOrDefault(i);
            Append(table, "," + Flag(certificate?.IsActive == true), certificate is null ? None : Time(certificate.UploadDate));
        }
    }

    private static void AppendKeys(StringBuilder table, IReadOnlyList<AccessKey> keys, IReadOnlyDictionary<string, LastUse> uses)
    {
        for (int i = 0; i < IamQuotas.AccessKeysPerUser; i++)
        {
            var key = keys.ElementAtOrDefault(i);
            var use = key is null ? null : uses.GetValueOrDefault(key.AccessKeyId.Value);
            Append(table, "," + Flag(key?.IsActive == true), key is null ? None : Time(key.CreateDate));
            Append(table, "," + (use is null ? None : Time(use.Time)), use?.Region ?? None, use?.Service ?? None);
        }
    }

    private static void Append(StringBuilder table, params ReadOnlySpan<string?> cells) => table.AppendJoin(',', cells);

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>Names may hold commas, and nothing else that a table would trip over.</summary>
    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
