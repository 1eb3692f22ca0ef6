using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class PolicyPrincipalsTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string AliceId = "AIDARTX3GSDSQAAAAAAAA";

    [Fact]
    public void Users_and_roles_become_unique_ids_and_nothing_else_changes()
    {
        string json = $$$"""
            { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": { "AWS": [ "{{{Alice}}}", "111122223333", "arn:aws:sts::111122223333:assumed-role/r/s", "*", "arn:aws:iam::111122223333:root" ], "Service": "ü.amazonaws.com" },
              "Condition": { "ArnEquals": { "aws:PrincipalArn": "{{{Alice}}}" } } } ] }
            """;

        Assert.True(PolicyPrincipals.TryToUniqueIds(json, Bind, out string? stored, out _));

        Assert.Equal(json.Replace($"[ \"{Alice}\"", $"[ \"{AliceId}\"", StringComparison.Ordinal), stored);
        Assert.Equal(json, PolicyPrincipals.ToDisplay(stored, id => id == AliceId ? Alice : null));
        Assert.Equal(stored, PolicyPrincipals.ToDisplay(stored, _ => null));
    }

    [Fact]
    public void NotPrincipal_is_rewritten_too()
    {
        string json = $$$"""{"Statement":{"Effect":"Deny","NotPrincipal":{"AWS":"{{{Alice}}}"},"Action":"sts:AssumeRole"}}""";

        Assert.True(PolicyPrincipals.TryToUniqueIds(json, Bind, out string? stored, out _));

        Assert.Contains(AliceId, stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_unknown_in_a_known_account_is_a_problem()
    {
        const string Json = """{"Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/gone"]},"Action":"sts:AssumeRole"}}""";

        Assert.False(PolicyPrincipals.TryToUniqueIds(Json, Bind, out string? stored, out var problem));

        Assert.Null(stored);
        Assert.Equal("Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/gone\"", problem.Message);
        Assert.Equal("Statement.Principal.AWS[0]", problem.Path);
    }

    [Fact]
    public void An_account_elsewhere_keeps_its_ARN()
    {
        const string Json = """{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:role/any"},"Action":"sts:AssumeRole"}}""";

        Assert.True(PolicyPrincipals.TryToUniqueIds(Json, Bind, out string? stored, out _));

        Assert.Equal(Json, stored);
    }

    private static PrincipalBinding Bind(Arn arn) =>
        arn.Account != "111122223333" ? PrincipalBinding.Elsewhere
        : arn.ToString() == Alice ? PrincipalBinding.To(AliceId)
        : PrincipalBinding.Unknown;
}
