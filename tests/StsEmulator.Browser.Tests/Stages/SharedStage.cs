using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;

[assembly: AssemblyFixture(typeof(SharedStage))]

namespace StsEmulator.Browser.Tests.Stages;

/// <summary>One stage for every test that leaves the clock alone. It is built by the first that needs it.</summary>
public sealed class SharedStage : IAsyncDisposable
{
    private readonly Chromium chromium = new();
    private readonly Lazy<Task<Stage>> stage;

    public SharedStage() => stage = new Lazy<Task<Stage>>(() => Stage.BuildAsync(chromium));

    public Task<Stage> GetAsync() => stage.Value;

    /// <summary>Builds another, for tests that move the clock.</summary>
    public Task<Stage> BuildOwnAsync() => Stage.BuildAsync(chromium);

    public async ValueTask DisposeAsync()
    {
        if (stage.IsValueCreated && stage.Value.IsCompletedSuccessfully)
            await (await stage.Value).DisposeAsync();
        await chromium.DisposeAsync();
    }
}
