using System.Text.Json;
using StsEmulator.Iam.Directory;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Tasks;

/// <summary>The documents about a task and its container. Source: ECS Developer Guide, "Task metadata endpoint", versions 2 to 4.</summary>
internal static class TaskMetadata
{
    /// <param name="version">2 to 4; the fourth tells more of the network and of the logs.</param>
    public static TaskAnswer Container(SimulatedTask task, int version) => TaskAnswer.Json(200, json => WriteContainer(json, task, version));

    public static TaskAnswer Task(SimulatedTask task, int version, bool withTags) => TaskAnswer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("Cluster", task.Cluster);
        json.WriteString("TaskARN", task.TaskArn);
        json.WriteString("Family", task.Family);
        json.WriteString("Revision", Revision(task));
        json.WriteString("DesiredStatus", "RUNNING");
        json.WriteString("KnownStatus", "RUNNING");
        WriteLimits(json, cpu: 0.25, memory: 512);
        json.WriteString("PullStartedAt", Time(-8));
        json.WriteString("PullStoppedAt", Time(-3));
        json.WriteString("AvailabilityZone", task.AvailabilityZone);
        if (version == 4)
        {
            json.WriteString("LaunchType", task.Settings.LaunchType);
            json.WriteString("VPCID", task.VpcId);
            if (task.Settings.ServiceName is { } service)
                json.WriteString("ServiceName", service);
        }
        if (withTags)
            WritePairs(json, "TaskTags", task.Settings.Tags);
        json.WriteStartArray("Containers");
        WriteContainer(json, task, version);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteContainer(Utf8JsonWriter json, SimulatedTask task, int version)
    {
        json.WriteStartObject();
        json.WriteString("DockerId", task.DockerId);
        json.WriteString("Name", task.ContainerName);
        json.WriteString("DockerName", task.DockerName);
        json.WriteString("Image", task.Image);
        json.WriteString("ImageID", task.ImageId);
        WritePairs(json, "Labels",
        [
            new Tag("com.amazonaws.ecs.cluster", task.Cluster),
            new Tag("com.amazonaws.ecs.container-name", task.ContainerName),
            new Tag("com.amazonaws.ecs.task-arn", task.TaskArn),
            new Tag("com.amazonaws.ecs.task-definition-family", task.Family),
            new Tag("com.amazonaws.ecs.task-definition-version", Revision(task)),
            .. task.Settings.Labels,
        ]);
        json.WriteString("DesiredStatus", "RUNNING");
        json.WriteString("KnownStatus", "RUNNING");
        WriteLimits(json, cpu: 256, memory: 512);
        json.WriteString("CreatedAt", Time(-2));
        json.WriteString("StartedAt", Time(0));
        json.WriteString("Type", "NORMAL");
        if (version == 4)
        {
            json.WriteString("LogDriver", "awslogs");
            WritePairs(json, "LogOptions",
            [
                new Tag("awslogs-group", "/ecs/" + task.Family),
                new Tag("awslogs-region", task.Settings.Region),
                new Tag("awslogs-stream", $"ecs/{task.ContainerName}/{task.TaskId}"),
            ]);
            json.WriteString("ContainerARN", task.ContainerArn);
        }
        WriteNetwork(json, task, version);
        json.WriteEndObject();
    }

    private static void WriteNetwork(Utf8JsonWriter json, SimulatedTask task, int version)
    {
        json.WriteStartArray("Networks");
        json.WriteStartObject();
        json.WriteString("NetworkMode", "awsvpc");
        json.WriteStartArray("IPv4Addresses");
        json.WriteStringValue(task.Address);
        json.WriteEndArray();
        if (version == 4)
        {
            json.WriteNumber("AttachmentIndex", 0);
            json.WriteString("MACAddress", task.MacAddress);
            json.WriteString("IPv4SubnetCIDRBlock", task.Subnet + ".0/24");
            json.WriteString("PrivateDNSName", $"ip-{task.Address.Replace('.', '-')}.{PrivateDomain(task.Settings.Region)}");
            json.WriteString("SubnetGatewayIpv4Address", task.Subnet + ".1/24");
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter json, double cpu, int memory)
    {
        json.WriteStartObject("Limits");
        json.WriteNumber("CPU", cpu);
        json.WriteNumber("Memory", memory);
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<Tag> pairs)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>Source: VPC User Guide, "DNS attributes": the oldest region has a domain of its own.</summary>
    private static string PrivateDomain(string region) => region == "us-east-1" ? "ec2.internal" : region + ".compute.internal";

    private static string Revision(SimulatedTask task) => task.Settings.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Time(int seconds) => MetadataJson.Time(SimulatedTask.StartedAt.AddSeconds(seconds));
}
