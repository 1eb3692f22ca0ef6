namespace StsEmulator.Iam.Policies;

/// <summary>Decides requests. Pure: the same request always gets the same decision.</summary>
public static class PolicyEvaluator
{
    public static PolicyDecision Evaluate(PolicyRequest request) => throw new NotImplementedException();
}
