using StsEmulator.Iam.Simulation;

namespace StsEmulator.IamApi.Simulation;

/// <summary>What policies ask of a request: the condition keys that they refer to.</summary>
internal static class ContextKeyOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("GetContextKeysForCustomPolicy", GetForCustom),
        new("GetContextKeysForPrincipalPolicy", GetForPrincipal),
    ];

    private static IamOutcome GetForCustom(IamCall call)
    {
        var policies = SimulatedSource.Policies(call.Read, "PolicyInputList");
        call.Read.Require("PolicyInputList", policies.Count > 0);
        if (call.Refuse("*") is { } refused)
            return refused;
        return PolicyContextKeys.TryFind(policies, out var names, out var problem) ? Answer(names) : SimulatedSource.Error(problem);
    }

    private static IamOutcome GetForPrincipal(IamCall call)
    {
        var source = SimulatedSource.Read(call);
        var policies = SimulatedSource.Policies(call.Read, "PolicyInputList");
        if (source.Refuse(call) is { } refused)
            return refused;
        return PolicyContextKeys.TryFind(call.Directory, source.Arn, policies, out var names, out var problem)
            ? Answer(names)
            : SimulatedSource.Error(problem);
    }

    private static IamOutcome Answer(IReadOnlyList<string> names) => IamOutcome.Of(writer => writer.Texts("ContextKeyNames", names));
}
