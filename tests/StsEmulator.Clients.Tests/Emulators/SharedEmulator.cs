using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

[assembly: AssemblyFixture(typeof(SharedEmulator))]

namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>One emulator for every test that leaves its clock and its directory alone.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    private readonly ClientSeed seed = new();

    private EmulatorProcess? process;

    internal EmulatorProcess Process => process ?? throw new InvalidOperationException("The emulator has not been started.");

    internal TokenIssuer Tokens => seed.Tokens;

    internal SamlIssuer Saml => seed.Saml;

    /// <summary>Starts another emulator with the same seed, for a test that changes what others would see.</summary>
    internal Task<EmulatorProcess> StartOwnAsync(params string[] arguments) => EmulatorProcess.StartAsync(["--seed", seed.SeedFile, .. arguments]);

    public async ValueTask InitializeAsync()
    {
        process = await StartOwnAsync();
        // The SDK for .NET reads its settings once, when the first client is made, so no test could still change where it looks.
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT", process.MetadataUrl.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        seed.Dispose();
    }
}
