using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tasks;

/// <summary>
/// One task with one container as its metadata endpoint knows it: what the settings say, and for the rest values that follow from the
/// task id, so that they look real and are the same after every start and on every replica.
/// </summary>
internal sealed class SimulatedTask
{
    public SimulatedTask(TaskSettings settings)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(settings.TaskId));
        byte[] image = SHA256.HashData(Encoding.UTF8.GetBytes(settings.Image ?? settings.TaskId));
        if (!Arn.TryParse(settings.RoleArn, out var role))
            throw new ArgumentException("The role of a task has a readable ARN.", nameof(settings));
        Settings = settings;
        Role = role;
        Cluster = settings.Cluster ?? "default";
        Family = settings.Family ?? settings.TaskId;
        ContainerName = settings.ContainerName ?? Family;
        AvailabilityZone = settings.AvailabilityZone ?? settings.Region + "a";
        string cluster = Cluster[(Cluster.LastIndexOf('/') + 1)..];
        TaskArn = Name("task", $"{cluster}/{settings.TaskId}");
        ContainerArn = Name("container", $"{cluster}/{settings.TaskId}/{new Guid(digest.AsSpan(16))}");
        DockerId = Convert.ToHexStringLower(digest);
        DockerName = $"ecs-{Family}-{settings.Revision}-{ContainerName}-{DockerId[..20]}";
        Image = settings.Image ?? $"{role.Account}.dkr.ecr.{settings.Region}.amazonaws.com/{Family}:latest";
        ImageId = "sha256:" + Convert.ToHexStringLower(image);
        // The last octet stays clear of the addresses that a subnet reserves.
        Subnet = string.Create(CultureInfo.InvariantCulture, $"10.0.{digest[0]}");
        Address = string.Create(CultureInfo.InvariantCulture, $"{Subnet}.{(digest[1] % 240) + 10}");
        MacAddress = "0e:" + string.Join(':', Convert.ToHexStringLower(digest, 2, 5).Chunk(2).Select(pair => new string(pair)));
        VpcId = "vpc-0" + DockerId[20..36];
    }

    /// <summary>Gets when every task was started: long ago, and the same on all replicas.</summary>
    public static DateTimeOffset StartedAt { get; } = new(2025, 1, 1, 0, 0, 12, TimeSpan.Zero);

    public TaskSettings Settings { get; }

    public Arn Role { get; }

    public string TaskId => Settings.TaskId;

    public string Cluster { get; }

    public string Family { get; }

    public string ContainerName { get; }

    public string AvailabilityZone { get; }

    public string TaskArn { get; }

    public string ContainerArn { get; }

    public string DockerId { get; }

    public string DockerName { get; }

    public string Image { get; }

    public string ImageId { get; }

    /// <summary>Gets the first three octets of the task's subnet.</summary>
    public string Subnet { get; }

    public string Address { get; }

    public string MacAddress { get; }

    public string VpcId { get; }

    private string Name(string kind, string resource) =>
        $"arn:{Role.Partition}:ecs:{Settings.Region}:{Role.Account}:{kind}/{resource}";
}
