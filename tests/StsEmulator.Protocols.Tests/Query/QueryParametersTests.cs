using System.Text;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Protocols.Tests.Query;

public sealed class QueryParametersTests
{
    [Theory]
    [InlineData("a=1&a=2", "1")]
    [InlineData("a=&a=2", "")]
    [InlineData("a&a=2", "")]
    [InlineData("A=1&a=2", "2")]
    [InlineData("b=1", null)]
    [InlineData("", null)]
    [InlineData("&&a=1&", "1")]
    [InlineData("a=1=2", "1=2")]
    [InlineData("=1&a=2", "2")]
    [InlineData("%61=1", "1")]
    public void The_first_value_of_a_name_counts(string encoded, string? value)
    {
        var parameters = Parse(encoded);

        Assert.Equal(value, parameters["a"]);
    }

    [Theory]
    [InlineData("x+y", "x y")]
    [InlineData("x%20y", "x y")]
    [InlineData("x%2By", "x+y")]
    [InlineData("x%2by", "x+y")]
    [InlineData("%c3%a4\u00e4", "\u00e4\u00e4")]
    [InlineData("%F0%9F%98%80", "\U0001F600")]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%4%41", "%4A")]
    [InlineData("%%41", "%A")]
    [InlineData("%00", "\0")]
    [InlineData("%FF", "\uFFFD")]
    [InlineData("%C3", "\uFFFD")]
    [InlineData("%ED%A0%80", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("%26%3D", "&=")]
    public void Values_are_percent_encoded_utf8(string encoded, string value)
    {
        var parameters = Parse("a=" + encoded);

        Assert.Equal(value, parameters["a"]);
    }

    [Fact]
    public void Long_values_are_decoded_as_short_ones_are()
    {
        var parameters = Parse("a=" + string.Concat(Enumerable.Repeat("%41+", 5000)));

        Assert.Equal(string.Concat(Enumerable.Repeat("A ", 5000)), parameters["a"]);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(QueryParameters.MaximumCount)]
    public void Many_parameters_are_found_as_few_are(int count)
    {
        var parameters = Parse(string.Join('&', Enumerable.Range(1, count - 1).Select(i => $"p{i}={i}")) + "&p1=again");

        Assert.Equal("1", parameters["p1"]);
        Assert.Equal($"{count - 1}", parameters[$"p{count - 1}"]);
        Assert.Null(parameters["p0"]);
    }

    [Fact]
    public void More_than_the_most_are_refused()
    {
        string most = string.Join('&', Enumerable.Repeat("a=1", QueryParameters.MaximumCount));

        Assert.True(QueryParameters.TryParse(Encoding.UTF8.GetBytes(most + "&"), out _));
        Assert.False(QueryParameters.TryParse(Encoding.UTF8.GetBytes(most + "&b"), out _));
    }

    [Fact]
    public void A_prefix_is_found_whatever_follows()
    {
        var parameters = Parse("Tags.member.10.Key=x");

        Assert.True(parameters.HasPrefix("Tags.member.1"));
        Assert.False(parameters.HasPrefix("Tags.member.1."));
        Assert.False(parameters.HasPrefix("tags."));
    }

    private static QueryParameters Parse(string encoded)
    {
        Assert.True(QueryParameters.TryParse(Encoding.UTF8.GetBytes(encoded), out var parameters));
        return parameters;
    }
}
