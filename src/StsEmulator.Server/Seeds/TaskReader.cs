using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads container tasks.</summary>
internal sealed class TaskReader(SeedDraft draft)
{
    /// <summary>Source: ECS API, Tag; the labels of a container have no bound of their own there.</summary>
    private const int MaximumTags = 50, MaximumLabels = 100;

    private static readonly string[] Known =
    [
        "TaskId", "RoleArn", "AuthorizationToken", "Region", "Cluster", "Family", "Revision", "ServiceName", "LaunchType",
        "AvailabilityZone", "ContainerName", "Image", "Labels", "Tags",
    ];

    public void Read(SeedNode node)
    {
        SeedElement element = new(node, draft.Problems, Known);
        string? id = element.Required("TaskId", TextRule.TaskId);
        string? role = element.Required("RoleArn", TextRule.Arn);
        if (id is not null)
            draft.Claim("task", id, element.PlaceOf("TaskId"));
        if (role is not null)
            draft.RequireRole(role, "RoleArn", element.PlaceOf("RoleArn"));
        string region = element.Text("Region", TextRule.Region) ?? "us-east-1";
        draft.Tasks.Add(new TaskSettings
        {
            TaskId = id ?? "",
            RoleArn = role ?? "",
            AuthorizationToken = element.Text("AuthorizationToken", TextRule.AuthorizationToken),
            Region = region,
            Cluster = element.Text("Cluster", TextRule.EcsCluster),
            Family = element.Text("Family", TextRule.EcsName),
            Revision = element.Number("Revision", 1, int.MaxValue, absent: 1),
            ServiceName = element.Text("ServiceName", TextRule.EcsName),
            LaunchType = element.Word("LaunchType", "FARGATE", "EC2", "EXTERNAL"),
            AvailabilityZone = Zone(element, region),
            ContainerName = element.Text("ContainerName", TextRule.EcsName),
            Image = element.Text("Image", TextRule.ImageName),
            Labels = SeedTags.Read(element, "Labels", draft.Problems, MaximumLabels),
            Tags = SeedTags.Read(element, "Tags", draft.Problems, MaximumTags),
        });
    }

    private static string? Zone(SeedElement element, string region)
    {
        string? zone = element.Text("AvailabilityZone", TextRule.Name);
        if (zone is not null && (!zone.StartsWith(region, StringComparison.Ordinal) || zone.Length == region.Length))
            element.Report("AvailabilityZone", $"`{zone}` is not in the region `{region}`");
        return zone;
    }
}
