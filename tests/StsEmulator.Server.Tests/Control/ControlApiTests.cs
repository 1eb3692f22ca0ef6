using StsEmulator.Server.Control;

namespace StsEmulator.Server.Tests.Control;

public sealed class ControlApiTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("/", "", "")]
    [InlineData("/sessions", "sessions", "")]
    [InlineData("/sessions/", "", "")]
    [InlineData("/sessions/ASIA", "sessions/*", "ASIA")]
    [InlineData("/sessions/ASIA/", "sessions/*/", "ASIA")]
    [InlineData("/instances/i-1/events", "instances/*/events", "i-1")]
    [InlineData("/instances//events", "", "")]
    [InlineData("/instances/i-1/events/2", "", "")]
    public void A_path_is_a_resource_perhaps_an_id_and_what_belongs_to_it(string path, string resource, string id) =>
        Assert.Equal((resource, id), ControlApi.Split(path));
}
