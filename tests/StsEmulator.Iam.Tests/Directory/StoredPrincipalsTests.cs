using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class StoredPrincipalsTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/team/alice";

    [Fact]
    public async Task Users_and_roles_are_stored_as_unique_ids_and_shown_as_arns()
    {
        var directory = (await World.CreateAsync()).Directory.Current;
        string written = Policy($$"""["{{Alice}}","{{World.Worker}}","arn:aws:iam::111122223333:root","arn:aws:iam::999999999999:user/x"]""");

        Assert.True(StoredPrincipals.TryStore(directory, written, out string? stored, out _));

        Assert.Contains(World.AliceId, stored, StringComparison.Ordinal);
        Assert.Contains(World.WorkerId, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Alice, stored, StringComparison.Ordinal);
        Assert.Equal(written, StoredPrincipals.Show(directory, stored));
    }

    [Fact]
    public async Task The_bare_id_shows_once_the_principal_is_gone()
    {
        var directory = (await World.CreateAsync()).Directory.Current;
        string stored = Policy("\"AIDAGONEGONEGONE23456\"");

        Assert.Equal(stored, StoredPrincipals.Show(directory, stored));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/nobody")]
    [InlineData("arn:aws:iam::111122223333:role/Worker")]
    [InlineData("arn:aws-cn:iam::111122223333:user/team/alice")]
    public async Task Who_is_not_there_refuses_the_policy(string principal)
    {
        var directory = (await World.CreateAsync()).Directory.Current;

        Assert.False(StoredPrincipals.TryStore(directory, Policy($"\"{principal}\""), out _, out var problem));

        Assert.Equal($"Invalid principal in policy: \"AWS\":\"{principal}\"", problem.Message);
    }

    private static string Policy(string principals) =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":{{{principals}}}},"Action":"sts:AssumeRole"}]}""";
}
