using StsEmulator.Iam.Policies;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class EvaluationCostTests
{
    [Fact]
    public void A_decision_on_five_policies_allocates_little_and_nothing_that_grows()
    {
        var request = Ordinary.Request(Session);
        for (int i = 0; i < 100; i++)
            Assert.True(PolicyEvaluator.Evaluate(request).IsAllowed);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            PolicyEvaluator.Evaluate(request);
        long perDecision = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        Assert.InRange(perDecision, 0, 1024);
    }

    [Fact]
    public void Notes_of_a_decision_are_bounded()
    {
        string conditions = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"x:key{i}\":\"1\""));

        var decision = new Question { Identity = [AllowIf($$$"""{"StringEquals":{{{{conditions}}}}}""")] }.Decide();

        Assert.Equal(100, decision.MissingContextKeys.Count);
    }
}
