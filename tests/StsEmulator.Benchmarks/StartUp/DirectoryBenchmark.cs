using System.Globalization;
using System.Text;
using StsEmulator.Benchmarks.Http;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.StartUp;

/// <summary>
/// A directory of 10 000 roles with ten policies each: from exec to the first answer, read from JSON and from YAML, and AssumeRole of an
/// emulator that holds it against one that holds two roles.
/// </summary>
internal sealed class DirectoryBenchmark : IBenchmark
{
    private const int Roles = 10_000;
    private const int Policies = 10;

    public string Name => "directory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(Repository.Server))
            throw new BenchmarkUnavailableException($"`{Repository.Server}` is not built");
        string json = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.json"), yaml = Path.ChangeExtension(json, ".yaml");
        try
        {
            await File.WriteAllTextAsync(json, Json(), cancellationToken);
            await File.WriteAllTextAsync(yaml, Yaml(), cancellationToken);
            var (jsonTime, jsonDetail) = await LoadAsync(json, options, cancellationToken);
            var (yamlTime, yamlDetail) = await LoadAsync(yaml, options, cancellationToken);
            return
            [
                Figure.AtMost("10 000 roles from JSON: exec to first answer", jsonTime, 3000, "0 ms", jsonDetail),
                Figure.AtMost("10 000 roles from YAML: exec to first answer", yamlTime, 5000, "0 ms", yamlDetail),
                Figure.Share("AssumeRole among 10 000 roles, of the rate among two", await CompareAsync(json, options, cancellationToken), 0.9),
            ];
        }
        finally
        {
            File.Delete(json);
            File.Delete(yaml);
        }
    }

    private static async Task<(double Milliseconds, string Detail)> LoadAsync(string seed, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (int i = 0; i < options.Pairs; i++)
            times.Add((await StartBenchmark.StartAsync(Repository.Server, ["--seed", seed], cancellationToken)).Milliseconds);
        return (PairedRates.Median(times), string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(seed).Length / 1e6:0} MB, median of {times.Count}"));
    }

    private static async Task<PairedRates> CompareAsync(string seed, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var few = await EmulatorProcess.StartAsync(cancellationToken);
        await using var many = await EmulatorProcess.StartAsync(cancellationToken, alsoSeed: seed);
        using var onFew = new WrkLoad(few.Url, few.AssumeRole().Request);
        using var onMany = new WrkLoad(many.Url, many.AssumeRole().Request);
        await few.WithBothCoresAsync(() => onFew.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        await many.WithBothCoresAsync(() => onMany.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        return await PairedRates.MeasureAsync(
            options.Pairs, () => onFew.RunAsync(options.Slice, cancellationToken), () => onMany.RunAsync(options.Slice, cancellationToken));
    }

    private static string Json()
    {
        StringBuilder text = new("{\"Accounts\":[{\"AccountId\":\"111122223333\",\"Roles\":[\n");
        for (int role = 0; role < Roles; role++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(role == 0 ? "" : ",\n")}{{\"RoleName\":\"role-{role}\",\"AssumeRolePolicyDocument\":{Trust},\"Policies\":[");
            for (int policy = 0; policy < Policies; policy++)
                text.Append(CultureInfo.InvariantCulture, $"{(policy == 0 ? "" : ",\n")}{{\"PolicyName\":\"policy-{policy}\",\"PolicyDocument\":{Document(role, policy)}}}");
            text.Append("]}");
        }
        return text.Append("]}]}").ToString();
    }

    /// <summary>YAML as people write it who have their policies as JSON: block structure, and the documents in flow style.</summary>
    private static string Yaml()
    {
        StringBuilder text = new("Accounts:\n- AccountId: \"111122223333\"\n  Roles:\n");
        for (int role = 0; role < Roles; role++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - RoleName: role-{role}\n    AssumeRolePolicyDocument: {Trust}\n    Policies:\n");
            for (int policy = 0; policy < Policies; policy++)
                text.Append(CultureInfo.InvariantCulture, $"    - PolicyName: policy-{policy}\n      PolicyDocument: {Document(role, policy)}\n");
        }
        return text.ToString();
    }

    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}]}""";

    private static string Document(int role, int policy) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Sid":"S{{{{role}}}}x{{{{policy}}}}","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::bucket-{{{{role}}}}-{{{{policy}}}}/*"],"Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}]}""";
}
