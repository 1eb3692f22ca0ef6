using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class PrincipalFactsTests
{
    private static readonly string[] Names =
        ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:userid", "aws:username", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName"];

    public static TheoryData<Principal, string[]> Facts => new()
    {
        { Principal.Root("aws", Home), ["arn:aws:iam::111122223333:root", "111122223333", "Account", "111122223333", "", "false", ""] },
        { User, ["arn:aws:iam::111122223333:user/team/alice", "111122223333", "User", "AIDARTX3GSDSQAAAAAAAA", "alice", "false", ""] },
        { Session, ["arn:aws:iam::111122223333:role/app/Worker", "111122223333", "AssumedRole", "AROARTX3GSDSQAAAAAAAA:s1", "", "false", ""] },
        { Federated, ["arn:aws:sts::111122223333:federated-user/bob", "111122223333", "FederatedUser", "111122223333:bob", "", "false", ""] },
        { Principal.Service("ec2.amazonaws.com"), ["", "", "", "", "", "true", "ec2.amazonaws.com"] },
        { Principal.Anonymous, ["", "", "Anonymous", "", "", "", ""] },
        { Principal.WebIdentity("accounts.google.com"), ["", "", "", "", "", "", ""] },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Facts_replace_what_was_supplied(Principal principal, string[] expected)
    {
        var context = new ConditionContext();
        foreach (string name in Names)
            context.Set(name, "forged");

        PrincipalFacts.Set(context, principal);

        Assert.Equal(expected, Names.Select(name => context.TryGetSingle(name, out string? value) ? value : ""));
    }

    [Fact]
    public void A_services_further_names_are_kept_if_they_are_its_own()
    {
        var context = new ConditionContext().SetMany("aws:PrincipalServiceNamesList", ["ec2.amazonaws.com", "ec2.eu-west-1.amazonaws.com"]);

        PrincipalFacts.Set(context, Principal.Service("ec2.amazonaws.com"));
        Assert.True(context.TryGet("aws:PrincipalServiceNamesList", out var kept));
        PrincipalFacts.Set(context, Principal.Service("s3.amazonaws.com"));
        Assert.True(context.TryGet("aws:PrincipalServiceNamesList", out var replaced));
        PrincipalFacts.Set(context, User);

        Assert.Equal((2, 1, "s3.amazonaws.com"), (kept.Count, replaced.Count, replaced[0]));
        Assert.False(context.TryGet("aws:PrincipalServiceNamesList", out _));
    }
}
