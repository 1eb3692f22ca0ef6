using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Simulation;

/// <summary>
/// What a simulation of <c>ec2:RunInstances</c> has to name as resources in each scenario. Source: IAM API reference,
/// SimulateCustomPolicy, ResourceHandlingOption.
/// </summary>
internal static class RunInstancesScenario
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["EC2-Classic-InstanceStore"] = ["instance", "image", "security-group"],
        ["EC2-Classic-EBS"] = ["instance", "image", "security-group", "volume"],
        ["EC2-VPC-InstanceStore"] = ["instance", "image", "security-group", "network-interface"],
        ["EC2-VPC-InstanceStore-Subnet"] = ["instance", "image", "security-group", "network-interface", "subnet"],
        ["EC2-VPC-EBS"] = ["instance", "image", "security-group", "network-interface", "volume"],
        ["EC2-VPC-EBS-Subnet"] = ["instance", "image", "security-group", "network-interface", "subnet", "volume"],
    };

    public static SimulationProblem? Check(SimulationRequest request)
    {
        if (request.ResourceHandlingOption is not { } option)
            return null;
        if (!Required.TryGetValue(option, out string[]? kinds))
            return SimulationProblem.Invalid($"Invalid ResourceHandlingOption: {option}. It is one of {string.Join(", ", Required.Keys)}.");
        if (!request.ActionNames.Contains("ec2:RunInstances", StringComparer.OrdinalIgnoreCase))
            return null;
        string[] lacking = [.. kinds.Where(kind => !request.ResourceArns.Any(arn => IsOf(arn, kind)))];
        return lacking.Length == 0 ? null : SimulationProblem.Invalid($"The scenario {option} needs resources of the types {string.Join(", ", lacking)}.");
    }

    private static bool IsOf(string text, string kind) =>
        text == "*" || (Arn.TryParse(text, out var arn) && arn.Service == "ec2" && arn.Resource.StartsWith(kind + "/", StringComparison.Ordinal));
}
