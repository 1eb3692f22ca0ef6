using CsCheck;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Tests.Identifiers;

public sealed class IdentifierGeneratorTests
{
    [Theory]
    [InlineData("123456789012", "RZPUZDIK", "[A-P]")]
    [InlineData("111122223333", "RTX3GSDS", "[Q-Z2-7]")]
    [InlineData("000000000000", "QAAAAAAA", "[A-P]")]
    public async Task The_first_characters_of_an_id_are_fixed_by_its_account(string account, string fixedPart, string ninth)
    {
        var identifiers = (await World.CreateAsync()).Identifiers;
        var id = AccountId.Parse(account);

        for (int i = 0; i < 50; i++)
        {
            Assert.Matches($"^ASIA{fixedPart}{ninth}[A-Z2-7]{{7}}$", identifiers.TemporaryAccessKeyId(id).Value);
            Assert.Matches($"^AKIA{fixedPart}{ninth}[A-Z2-7]{{7}}$", identifiers.LongTermAccessKeyId(id).Value);
            Assert.Matches($"^AROA{fixedPart}{ninth}[A-Z2-7]{{8}}$", identifiers.UniqueId(UniqueIdKind.Role, id));
            Assert.Matches($"^AIDA{fixedPart}{ninth}[A-Z2-7]{{8}}$", identifiers.UniqueId(UniqueIdKind.User, id));
        }
    }

    [Fact]
    public async Task Every_account_is_read_back_from_its_ids()
    {
        var identifiers = (await World.CreateAsync()).Identifiers;

        Gen.Long[0, 999_999_999_999].Sample(number =>
        {
            var account = AccountId.Parse(number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture));
            return identifiers.TemporaryAccessKeyId(account).TryGetAccount(out var read) && read == account;
        }, seed: "0000000000001", iter: 1000, threads: 1);
    }

    [Fact]
    public async Task Secrets_and_tokens_have_the_form_of_the_service()
    {
        var identifiers = (await World.CreateAsync()).Identifiers;

        Assert.Matches("^[A-Za-z0-9+/]{40}$", identifiers.SecretAccessKey());
        Assert.Matches("^IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]{680}$", identifiers.SessionToken());
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", identifiers.RequestId().ToString());
        Assert.Equal(32, identifiers.Key(32).Length);
        Assert.NotEqual(identifiers.SessionToken(), identifiers.SessionToken());
    }
}
