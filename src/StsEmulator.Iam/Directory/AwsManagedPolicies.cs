using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// The AWS-managed policies that every account can attach. They are data, in <c>aws-managed-policies.json</c> beside this file, which belongs
/// to the assembly; it is indexed on first use, and a document is taken out of it when somebody attaches the policy.
/// </summary>
public static class AwsManagedPolicies
{
    private const string Marker = ":iam::aws:policy";

    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov"];

    private static readonly Lazy<FrozenDictionary<string, AwsManagedPolicy>> ByPath = new(static () => Read(Data()));

    /// <summary>Gets all of them, by path and name.</summary>
    public static IEnumerable<AwsManagedPolicy> All => ByPath.Value.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

    /// <summary>Finds the document of an AWS-managed policy by its ARN, in any partition.</summary>
    public static StoredPolicy? Find(string arn) => TryLocate(arn, out string partition, out var policy) ? policy.In(partition) : null;

    /// <summary>Finds an AWS-managed policy by its ARN, in any partition.</summary>
    public static AwsManagedPolicy? FindEntry(string arn) => TryLocate(arn, out _, out var policy) ? policy : null;

    internal static NamedPolicy? FindCompiled(string arn) => Find(arn)?.Compile(PolicyType.Identity);

    private static bool TryLocate(string arn, out string partition, out AwsManagedPolicy policy)
    {
        partition = "";
        policy = null!;
        int service = arn.IndexOf(Marker + "/", StringComparison.Ordinal);
        if (service < 4 || !arn.StartsWith("arn:", StringComparison.Ordinal))
            return false;
        int known = Array.IndexOf(Partitions, arn[4..service]);
        if (known < 0 || !ByPath.Value.TryGetValue(arn[(service + Marker.Length)..], out var found))
            return false;
        partition = Partitions[known];
        policy = found;
        return true;
    }

    private static byte[] Data()
    {
        using var stream = typeof(AwsManagedPolicies).Assembly.GetManifestResourceStream("aws-managed-policies.json")
            ?? throw new InvalidOperationException("The AWS-managed policies belong to the assembly.");
        byte[] data = new byte[stream.Length];
        stream.ReadExactly(data);
        return data;
    }

    private static FrozenDictionary<string, AwsManagedPolicy> Read(byte[] data)
    {
        Dictionary<string, AwsManagedPolicy> policies = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(data);
        while (reader.Read())
        {
            // The only objects inside the file's own are policies.
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 2)
                Add(policies, data, ref reader);
        }
        return policies.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, AwsManagedPolicy> policies, byte[] data, ref Utf8JsonReader reader)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        Range document = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                reader.Skip();
                document = start..(int)reader.BytesConsumed;
            }
            else
            {
                texts[name] = reader.GetString()!;
            }
        }
        string path = texts["Path"];
        int slash = path.LastIndexOf('/') + 1;
        policies.Add(path, new AwsManagedPolicy(() => Encoding.UTF8.GetString(data.AsSpan(document)))
        {
            PolicyName = path[slash..],
            Path = path[..slash],
            PolicyId = texts["PolicyId"],
            Description = texts["Description"],
            DefaultVersionId = texts["DefaultVersionId"],
            CreateDate = Time(texts["CreateDate"]),
            UpdateDate = Time(texts["UpdateDate"]),
        });
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
