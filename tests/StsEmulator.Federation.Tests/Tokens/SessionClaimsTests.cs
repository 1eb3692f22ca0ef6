using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Tests.Tokens;

/// <summary>Session tags and source identity in the token.</summary>
public sealed class SessionClaimsTests
{
    private const string Tags = "https://aws.amazon.com/tags", SourceIdentity = "https://aws.amazon.com/source_identity";

    private readonly Given given = new();

    [Fact]
    public async Task Tags_transitive_keys_and_source_identity_are_read()
    {
        var identity = await given.AcceptAsync(
            (Tags, """{"principal_tags":{"Project":["Automation"],"CostCenter":[""]},"transitive_tag_keys":["Project"]}"""), (SourceIdentity, "\"Diego\""));

        Assert.Equal([new Tag("Project", "Automation"), new Tag("CostCenter", "")], identity.Tags);
        Assert.Equal(["Project"], identity.TransitiveTagKeys);
        Assert.Equal("Diego", identity.SourceIdentity);
    }

    [Fact]
    public async Task The_flat_form_says_the_same()
    {
        var identity = await given.AcceptAsync(
            ($"{Tags}/principal_tags/Project", "\"Automation\""), ($"{Tags}/principal_tags/CostCenter", "[\"987\"]"), ($"{Tags}/transitive_tag_keys", "\"Project\""));

        Assert.Equal([new Tag("Project", "Automation"), new Tag("CostCenter", "987")], identity.Tags);
        Assert.Equal(["Project"], identity.TransitiveTagKeys);
    }

    [Theory]
    [InlineData("null"), InlineData("[]"), InlineData("\"a\""), InlineData("""{"principal_tags":[]}"""), InlineData("""{"principal_tags":null}""")]
    [InlineData("""{"principal_tags":{"k":"v"}}"""), InlineData("""{"principal_tags":{"k":[]}}"""), InlineData("""{"principal_tags":{"k":["a","b"]}}""")]
    [InlineData("""{"principal_tags":{"k":[1]}}"""), InlineData("""{"principal_tags":{"":["v"]}}"""), InlineData("""{"principal_tags":{"k#":["v"]}}""")]
    [InlineData("""{"principal_tags":{"k":["v#"]}}"""), InlineData("""{"principal_tags":{"aws:k":["v"]}}"""), InlineData("""{"principal_tags":{"AWS:k":["v"]}}""")]
    [InlineData("""{"transitive_tag_keys":"k"}"""), InlineData("""{"transitive_tag_keys":[1]}"""), InlineData("""{"transitive_tag_keys":[""]}""")]
    [InlineData("""{"transitive_tag_keys":null}""")]
    public async Task Malformed_tags_are_refused(string json)
    {
        var refusal = await given.RefuseAsync((Tags, json));

        Assert.Equal((WebIdentityRefusalKind.MalformedSessionClaim, Tags), (refusal.Kind, refusal.Claim));
    }

    [Theory]
    [InlineData("[]"), InlineData("1"), InlineData("[\"a\",\"b\"]"), InlineData("null")]
    public async Task A_malformed_flat_tag_is_refused(string json)
    {
        var refusal = await given.RefuseAsync(($"{Tags}/principal_tags/k", json));

        Assert.Equal(WebIdentityRefusalKind.MalformedSessionClaim, refusal.Kind);
    }

    [Theory]
    [InlineData("ab", true), InlineData("a", false), InlineData("", false), InlineData("a b", false), InlineData("aws:root", false), InlineData("é1", false)]
    public async Task A_source_identity_has_the_form_of_the_parameter(string value, bool isValid)
    {
        var result = await given.ValidateClaimsAsync((SourceIdentity, $"\"{value}\""));

        Assert.Equal(isValid, result.IsValid);
        Assert.Equal(isValid ? null : SourceIdentity, result.Refusal?.Claim);
    }

    [Theory]
    [InlineData(64, true), InlineData(65, false)]
    public async Task A_source_identity_has_at_most_64_characters(int length, bool isValid) =>
        Assert.Equal(isValid, (await given.ValidateClaimsAsync((SourceIdentity, $"\"{new string('a', length)}\""))).IsValid);

    [Theory]
    [InlineData("1"), InlineData("[\"Diego\"]"), InlineData("{}")]
    public async Task A_source_identity_is_text(string json) =>
        Assert.Equal(WebIdentityRefusalKind.MalformedSessionClaim, (await given.RefuseAsync((SourceIdentity, json))).Kind);

    [Theory]
    [InlineData(50, 128, 256, true), InlineData(51, 3, 1, false), InlineData(1, 129, 1, false), InlineData(1, 1, 257, false)]
    public async Task Tags_are_bounded_in_number_and_length(int count, int keyLength, int valueLength, bool isValid)
    {
        // A letter beyond the basic plane counts once.
        string value = string.Concat(Enumerable.Repeat("\U00020000", valueLength));
        var tags = Enumerable.Range(10, count).Select(i => $"\"{i.ToString(System.Globalization.CultureInfo.InvariantCulture).PadRight(keyLength, 'k')[..keyLength]}\":[\"{(count == 50 ? "v" : value)}\"]");

        var result = await given.ValidateClaimsAsync((Tags, $$$"""{"principal_tags":{{{{string.Join(',', tags)}}}}}"""));

        Assert.Equal(isValid, result.IsValid);
    }

    [Theory]
    [InlineData(256, true), InlineData(257, false)]
    public async Task A_tag_value_has_at_most_256_characters(int length, bool isValid) =>
        Assert.Equal(isValid, (await given.ValidateClaimsAsync((Tags, $$$"""{"principal_tags":{"k":["{{{new string('v', length)}}}"]}}"""))).IsValid);

    [Theory]
    [InlineData(50, true), InlineData(51, false)]
    public async Task At_most_50_keys_are_transitive(int count, bool isValid) =>
        Assert.Equal(isValid, (await given.ValidateClaimsAsync(
            (Tags, $$"""{"transitive_tag_keys":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\""))}}]}"""))).IsValid);
}
