using StsEmulator.IdentityProvider.ConsoleSignIn;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

public sealed class ConsoleDestinationTests
{
    private static readonly ConsoleAddress Address = new(() => "http://127.0.0.1:4592");

    [Theory]
    [InlineData("/signin", "/signin", null)]
    [InlineData("http://127.0.0.1:4592/signin?x=1", "/signin?x=1", null)]
    [InlineData("https://console.aws.amazon.com/sns", null, "https://console.aws.amazon.com/sns")]
    [InlineData("https://eu-west-1.console.aws.amazon.com/ec2/v2/home?region=eu-west-1#Instances", null, "https://eu-west-1.console.aws.amazon.com/ec2/v2/home?region=eu-west-1#Instances")]
    public void Pages_of_this_server_are_gone_to_and_those_of_the_console_shown(string text, string? path, string? console)
    {
        var destination = ConsoleDestination.Read(text, Address);

        Assert.Equal(new ConsoleDestination(path, console), destination);
    }

    [Theory]
    [InlineData("")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("http://127.0.0.1:4592//evil.example/")]
    [InlineData("http://127.0.0.1:4593/signin")]
    [InlineData("http://user@127.0.0.1:4592/signin")]
    [InlineData("https://evil.example/")]
    [InlineData("https://console.aws.amazon.com.evil.example/")]
    [InlineData("https://evilaws.amazon.com.example/")]
    [InlineData("http://console.aws.amazon.com/")]
    [InlineData("https://console.aws.amazon.com:444/")]
    [InlineData("https://a@console.aws.amazon.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("signin")]
    public void Anything_else_is_refused(string text) => Assert.Null(ConsoleDestination.Read(text, Address));

    [Theory, InlineData(511, true), InlineData(512, false)]
    public void It_is_bounded(int letters, bool isTaken) =>
        Assert.Equal(isTaken, ConsoleDestination.Read("/" + new string('x', letters), Address) is not null);
}
