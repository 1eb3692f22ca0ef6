using System.Globalization;
using StsEmulator.Iam.Simulation;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Simulation;

/// <summary>The two simulators: of policies in the request, and of those that a user, group or role has.</summary>
internal static class SimulationOperations
{
    /// <summary>How many pairs of action and resource one call may ask about; a bound of ours on the work of a request.</summary>
    public const int MaximumPairs = 10_000;

    private static readonly string[] ContextKeyTypes =
    [
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList",
    ];

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("SimulateCustomPolicy", SimulateCustom),
        new("SimulatePrincipalPolicy", SimulatePrincipal),
    ];

    private static IamOutcome SimulateCustom(IamCall call)
    {
        var request = Read(call);
        call.Read.Require("PolicyInputList", request.PolicyInputList.Count > 0);
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse("*") ?? page.Error) is { } refused)
            return refused;
        return Answer(request, page, PolicySimulation.Custom);
    }

    private static IamOutcome SimulatePrincipal(IamCall call)
    {
        var source = SimulatedSource.Read(call);
        var request = Read(call);
        var page = PageRequest.Read(call.Read);
        if ((source.Refuse(call) ?? page.Error) is { } refused)
            return refused;
        return Answer(request, page, simulated => PolicySimulation.Principal(simulated, source.Arn));
    }

    private static IamOutcome Answer(SimulationRequest request, PageRequest page, Func<SimulationRequest, SimulationResult> simulate)
    {
        if ((long)request.ActionNames.Count * Math.Max(1, request.ResourceArns.Count) > MaximumPairs)
            return IamErrors.InvalidInput($"At most {MaximumPairs} pairs of an action and a resource can be simulated in one call.");
        var simulation = simulate(request);
        if (!simulation.IsSimulated)
            return SimulatedSource.Error(simulation.Problem);
        var results = page.Of(simulation.Results.Index(), pair => pair.Index.ToString("D6", CultureInfo.InvariantCulture));
        return IamOutcome.Of(writer => results.Write(writer, "EvaluationResults", static (item, pair) => EvaluationWriting.Result(item, pair.Item)));
    }

    private static SimulationRequest Read(IamCall call) => new()
    {
        PolicyInputList = SimulatedSource.Policies(call.Read, "PolicyInputList"),
        PermissionsBoundaryPolicyInputList = SimulatedSource.Policies(call.Read, "PermissionsBoundaryPolicyInputList"),
        ActionNames = Actions(call.Read),
        ResourceArns = call.Read.Texts("ResourceArns", QueryParameters.MaximumCount, 1, 2048, pattern: null),
        ResourcePolicy = call.Read.Optional("ResourcePolicy", 1, 131_072, TextPattern.Policy),
        ResourceOwner = call.Read.Optional("ResourceOwner", 1, 2048),
        CallerArn = call.Read.Optional("CallerArn", 1, 2048),
        ContextEntries = call.Read.List("ContextEntries", QueryParameters.MaximumCount, Entry(call.Parameters)),
        ResourceHandlingOption = call.Read.Optional("ResourceHandlingOption", 1, 64),
        Directory = call.Directory,
        Account = call.AccountId,
    };

    private static IReadOnlyList<string> Actions(ParameterReader reader)
    {
        var actions = reader.Texts("ActionNames", QueryParameters.MaximumCount, 3, 128, pattern: null);
        reader.Require("ActionNames", actions.Count > 0);
        return actions;
    }

    private static Func<ParameterReader, string, string, SimulationContextEntry> Entry(QueryParameters parameters) => (reader, prefix, path) =>
    {
        string name = reader.RequiredMember(prefix, path, "ContextKeyName", 5, 256, pattern: null);
        string type = reader.OneOf($"{prefix}.ContextKeyType", ContextKeyTypes) ?? "string";
        List<string> values = [];
        while (parameters[$"{prefix}.ContextKeyValues.member.{values.Count + 1}"] is { } value)
            values.Add(value);
        return new SimulationContextEntry(name, values, type);
    };
}
