using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Tests.Audit;

public sealed class CallEvidenceTests
{
    [Fact]
    public async Task A_refused_role_tells_the_operator_what_came_closest()
    {
        var world = await World.CreateAsync(World.Role("Picky", "AROARTX3GSDSQPICKY234", """{"AWS":"111122223333"}""", condition: """{"StringEquals":{"sts:ExternalId":"e-42"}}"""));

        var outcome = await world.AssumeAsync(World.Wish(await world.CallerAsync(World.AliceKey), "arn:aws:iam::111122223333:role/Picky"));

        Assert.Equal(RoleAssumptionFailure.NotAuthorized, outcome.Refusal?.Failure);
        Assert.Equal("Condition StringEquals sts:ExternalId: is absent, needs e-42", outcome.Refusal?.Evidence?.NearestMiss?.Explanation);
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_told_to_the_operator_alone()
    {
        var world = await World.CreateAsync();

        var outcome = await world.AssumeAsync(World.Wish(await world.CallerAsync(World.AliceKey), "arn:aws:iam::111122223333:role/Nobody"));

        Assert.Equal("There is no role arn:aws:iam::111122223333:role/Nobody in the caller's partition.", outcome.Refusal?.Evidence?.Note);
    }

    [Fact]
    public async Task An_issued_session_carries_the_statements_that_admitted_the_caller()
    {
        var world = await World.CreateAsync();

        var issued = await world.IssueAsync(World.Wish(await world.CallerAsync(World.AliceKey)));

        Assert.NotEmpty(issued.Decision!.DecidedBy);
    }
}
