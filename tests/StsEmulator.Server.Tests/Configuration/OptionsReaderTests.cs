using Microsoft.Extensions.Configuration;
using StsEmulator.Federation.Discovery;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Tests.Configuration;

public sealed class OptionsReaderTests
{
    private readonly Dictionary<string, string?> environment = [];
    private readonly Dictionary<string, string?> settings = [];

    [Fact]
    public void Nothing_given_gives_the_defaults()
    {
        var options = Read(new GivenOptions());

        Assert.Equal(("http://127.0.0.1:4592", "memory", AuthenticationMode.Strict), (options.AwsUrl.ForClients(options.AwsUrl.Port), options.Store, options.Authentication));
        Assert.Equal((1338, 50051, false), (options.MetadataUrl.Port, options.VerifierUrl.Port, options.Reseed));
        Assert.Empty(options.Seeds);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_settings_file()
    {
        settings["StsEmulator:AwsUrl"] = "http://127.0.0.1:1";
        settings["StsEmulator:MetadataUrl"] = "http://127.0.0.1:11";
        settings["StsEmulator:VerifierUrl"] = "http://127.0.0.1:21";
        environment["STS_EMULATOR_METADATA_URL"] = "http://127.0.0.1:12";
        environment["STS_EMULATOR_VERIFIER_URL"] = "http://127.0.0.1:22";

        var options = Read(new GivenOptions(VerifierUrl: "http://127.0.0.1:23"));

        Assert.Equal((1, 12, 23), (options.AwsUrl.Port, options.MetadataUrl.Port, options.VerifierUrl.Port));
    }

    [Fact]
    public void An_empty_variable_counts_as_absent()
    {
        environment["STS_EMULATOR_STORE"] = "";
        environment["STS_EMULATOR_ADMIN_TOKEN"] = " ";

        var options = Read(new GivenOptions());

        Assert.Equal(("memory", null), (options.Store, options.AdminToken));
    }

    [Fact]
    public void Seeds_in_the_variable_are_separated_as_paths_are()
    {
        environment["STS_EMULATOR_SEED"] = $"a.yaml{Path.PathSeparator}b.yaml";
        settings["StsEmulator:Seed:0"] = "c.yaml";

        Assert.Equal(["a.yaml", "b.yaml"], Read(new GivenOptions()).Seeds);
        environment.Clear();
        Assert.Equal(["c.yaml"], Read(new GivenOptions()).Seeds);
    }

    [Theory]
    [InlineData(null, IssuerAddresses.Seed), InlineData("seed", IssuerAddresses.Seed), InlineData("public", IssuerAddresses.Public), InlineData("any", IssuerAddresses.Any)]
    public void Where_keys_may_be_fetched_from_is_a_setting(string? text, IssuerAddresses addresses)
    {
        environment["STS_EMULATOR_ISSUER_ADDRESSES"] = text;

        Assert.Equal(addresses, Read(new GivenOptions()).IssuerAddresses);
    }

    [Theory]
    [InlineData("Any"), InlineData("private")]
    public void Another_choice_of_addresses_stops_the_start(string text)
    {
        environment["STS_EMULATOR_ISSUER_ADDRESSES"] = text;
        bool isRead = Reader().TryRead(new GivenOptions(), out _, out var problems);

        Assert.False(isRead);
        Assert.Equal([$"STS_EMULATOR_ISSUER_ADDRESSES: `{text}` is no choice; use `seed`, `public` or `any`"], problems);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        environment["STS_EMULATOR_RESEED"] = "perhaps";
        environment["STS_EMULATOR_LOG_LEVEL"] = "loud";
        environment["STS_EMULATOR_ADMIN_TOKEN"] = "fifteen-letters";

        var problems = Problems(new GivenOptions(AwsUrl: "nowhere", Authentication: "lax"));

        Assert.Equal(5, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains("fifteen-letters", StringComparison.Ordinal));
    }

    [Fact]
    public void A_verifier_beyond_loopback_needs_the_admin_token()
    {
        GivenOptions given = new(VerifierUrl: "http://0.0.0.0:50051");

        Assert.Contains("admin token", Assert.Single(Problems(given)), StringComparison.Ordinal);
        environment["STS_EMULATOR_ADMIN_TOKEN"] = "sixteen-letters!";
        Assert.Equal("sixteen-letters!", Read(given).AdminToken);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000", true)]
    [InlineData("http://0.0.0.0:5000", "http://127.0.0.1:5000", true)]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0", false)]
    [InlineData("http://127.0.0.2:5000", "http://127.0.0.1:5000", false)]
    public void Two_listeners_cannot_share_a_port(string aws, string metadata, bool isProblem)
    {
        OptionsReader reader = Reader();

        bool isRead = reader.TryRead(new GivenOptions(AwsUrl: aws, MetadataUrl: metadata), out _, out _);

        Assert.Equal(!isProblem, isRead);
    }

    private OptionsReader Reader() =>
        new(environment.GetValueOrDefault, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private ServerOptions Read(GivenOptions given)
    {
        Assert.True(Reader().TryRead(given, out var options, out var problems), string.Join('\n', problems));
        return options;
    }

    private IReadOnlyList<string> Problems(GivenOptions given)
    {
        Assert.False(Reader().TryRead(given, out _, out var problems));
        return problems;
    }
}
