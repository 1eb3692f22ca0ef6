using Amazon.Runtime;
using Amazon.Util;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>
/// The .NET SDK's own metadata clients. They read their endpoint once, from the environment of the process, so that all of them share an
/// emulator; no other test of this project looks for an instance from inside the process.
/// </summary>
public sealed class InstanceTests(InstanceTests.Instance instance) : IClassFixture<InstanceTests.Instance>
{
    private const string InstanceArn = "arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0";

    private EmulatorProcess Emulator => instance.Emulator;

    [Fact]
    public async Task The_instance_profile_is_found_and_its_credentials_are_accepted() =>
        Assert.Equal(InstanceArn, await Emulator.IdentityAsync(new InstanceProfileAWSCredentials()));

    [Fact]
    public async Task A_role_is_listed_by_its_bare_name() =>
        Assert.Equal(["demo"], await Task.Run(() => InstanceProfileAWSCredentials.GetAvailableRoles().ToList(), TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_properties_of_the_instance_are_read_one_token_each()
    {
        var seen = await Task.Run(
            () => (EC2InstanceMetadata.InstanceId, EC2InstanceMetadata.Region.SystemName, EC2InstanceMetadata.AvailabilityZone,
                EC2InstanceMetadata.NetworkInterfaces.Single().MacAddress, EC2InstanceMetadata.MacAddress),
            TestContext.Current.CancellationToken);

        Assert.Equal(("i-0123456789abcdef0", "us-east-1", "us-east-1a"), (seen.InstanceId, seen.SystemName, seen.AvailabilityZone));
        Assert.Equal(seen.Item5, seen.Item4);
    }

    [Fact]
    public async Task An_expiring_answer_on_demand_is_a_session_that_ends_when_it_says()
    {
        await PostAsync("/_sts/faults", """{"Path":"/latest/meta-data/iam/*","Times":1,"Credentials":"expiring","ExpiresIn":"PT60S"}""");
        var held = await new InstanceProfileAWSCredentials().GetCredentialsAsync();
        SessionAWSCredentials session = new(held.AccessKey, held.SecretKey, held.Token);

        var before = await Emulator.OutcomeAsync(session);
        await PostAsync("/_sts/clock", """{"Advance":"PT61S"}""");

        Assert.Equal(("", 200), before);
        Assert.Equal(("ExpiredToken", 403), await Emulator.OutcomeAsync(session));
    }

    private async Task PostAsync(string path, string json)
    {
        using StringContent content = new(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Emulator.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The instance that this process believes to run on.</summary>
    public sealed class Instance : IAsyncLifetime
    {
        private const string Endpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

        private readonly ClientSeed seed = new();
        private EmulatorProcess? emulator;

        public EmulatorProcess Emulator => emulator ?? throw new InvalidOperationException("The emulator has not been started.");

        public async ValueTask InitializeAsync()
        {
            emulator = await EmulatorProcess.StartAsync("--seed", seed.SeedFile);
            Environment.SetEnvironmentVariable(Endpoint, emulator.MetadataUrl.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            Environment.SetEnvironmentVariable(Endpoint, null);
            await Emulator.DisposeAsync();
            seed.Dispose();
        }
    }
}
