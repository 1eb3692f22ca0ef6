using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>Which services an entity's policies grant it, and when it last called each, as far as this process knows.</summary>
internal static class LastAccessedOperations
{
    private const string ServiceLevel = "SERVICE_LEVEL", ActionLevel = "ACTION_LEVEL";

    private static readonly TextPattern Namespace = TextPattern.SetOf(@"[\w-]*", "-", acceptsEmpty: true);

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("GenerateServiceLastAccessedDetails", Generate),
        new("GetServiceLastAccessedDetails", Get),
        new("GetServiceLastAccessedDetailsWithEntities", GetWithEntities),
    ];

    private static IamOutcome Generate(IamCall call)
    {
        string arn = call.Read.Required("Arn", 20, 2048, TextPattern.Arn);
        string? granularity = call.Read.OneOf("Granularity", ServiceLevel, ActionLevel);
        if (call.Refuse(arn) is { } refused)
            return refused;
        if (AccessSubject.Find(call.Account, arn) is null)
            return IamErrors.NoSuchEntity($"The entity {arn} cannot be found.");
        var kind = granularity == ActionLevel ? ReportKind.ActionLevel : ReportKind.ServiceLevel;
        return IamOutcome.Of(writer => writer.Text("JobId", ReportJob.IdOf(call.AccountId, call.Now, kind, arn)));
    }

    private static IamOutcome Get(IamCall call)
    {
        string id = JobId(call.Read);
        var page = PageRequest.Read(call.Read);
        if (Find(call, id, out var job, out var subject) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(AwsServices.All.Where(service => subject.IsGranted(service.Prefix)), service => service.Prefix);
        var calls = new KnownCalls(call.Ports.Calls);
        return IamOutcome.Of(writer =>
        {
            writer.Text("JobStatus", "COMPLETED");
            writer.Text("JobType", job.Kind == ReportKind.ActionLevel ? ActionLevel : ServiceLevel);
            writer.Time("JobCreationDate", job.CreationDate);
            writer.List("ServicesLastAccessed", listed.Items, (item, service) =>
                Service(item, service.Prefix, service.Name, calls.Of(subject.Entities, service.Prefix), job.Kind == ReportKind.ActionLevel));
            writer.Time("JobCompletionDate", job.CreationDate);
            writer.Flag("IsTruncated", listed.Marker is not null);
            writer.Optional("Marker", listed.Marker);
        });
    }

    private static IamOutcome GetWithEntities(IamCall call)
    {
        string id = JobId(call.Read);
        string service = call.Read.Required("ServiceNamespace", 1, 64, Namespace);
        var page = PageRequest.Read(call.Read);
        if (Find(call, id, out var job, out var subject) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        if (!AwsServices.IsKnown(service))
            return IamErrors.InvalidInput($"{service} is not a valid service namespace.");
        var entities = subject.IsGranted(service) ? subject.Entities : [];
        var listed = page.Of(entities, entity => AccessSubject.ArnOf(entity, call.Partition)!);
        var calls = new KnownCalls(call.Ports.Calls);
        return IamOutcome.Of(writer =>
        {
            writer.Text("JobStatus", "COMPLETED");
            writer.Time("JobCreationDate", job.CreationDate);
            writer.Time("JobCompletionDate", job.CreationDate);
            writer.List("EntityDetailsList", listed.Items, (item, entity) =>
            {
                Entity(item, entity, call.Partition);
                var callers = entity is Group group ? AccessSubject.Members(call.Account, group) : [entity];
                if (calls.Of(callers, service) is [var last, ..])
                    item.Time("LastAuthenticated", last.Time);
            });
            writer.Flag("IsTruncated", listed.Marker is not null);
            writer.Optional("Marker", listed.Marker);
        });
    }

    private static void Service(XmlResultWriter writer, string prefix, string name, IReadOnlyList<CallRecord> calls, bool hasActions)
    {
        writer.Text("ServiceName", name);
        if (calls is [var last, ..])
            writer.Time("LastAuthenticated", last.Time);
        writer.Text("ServiceNamespace", prefix);
        if (calls is [var latest, ..])
            writer.Text("LastAuthenticatedEntity", latest.Caller!.Arn);
        writer.Number("TotalAuthenticatedEntities", calls.Select(call => call.Caller!.UniqueId).Distinct().Count());
        if (!hasActions)
            return;
        writer.List("TrackedActionsLastAccessed", calls.DistinctBy(call => call.Action).OrderBy(call => call.Action, StringComparer.Ordinal), (item, call) =>
        {
            item.Text("ActionName", call.Action[(prefix.Length + 1)..]);
            item.Text("LastAccessedEntity", call.Caller!.Arn);
            item.Time("LastAccessedTime", call.Time);
        });
    }

    private static void Entity(XmlResultWriter writer, DirectoryEntity entity, string partition)
    {
        var (name, type, id, path) = entity switch
        {
            User user => (user.UserName, "USER", user.UserId, user.Path),
            Role role => (role.RoleName, "ROLE", role.RoleId, role.Path),
            Group group => (group.GroupName, "GROUP", group.GroupId, group.Path),
            _ => throw new ArgumentOutOfRangeException(nameof(entity)),
        };
        writer.Start("EntityInfo");
        writer.Text("Arn", AccessSubject.ArnOf(entity, partition)!);
        writer.Text("Name", name);
        writer.Text("Type", type);
        writer.Text("Id", id);
        writer.Text("Path", path);
        writer.End("EntityInfo");
    }

    /// <summary>Finds a report and what it is about; gives what keeps the caller from it.</summary>
    private static WireError? Find(IamCall call, string id, out ReportJob job, out AccessSubject subject)
    {
        (job, subject) = (null!, null!);
        if (call.Refuse("*") is { } refused)
            return refused;
        if (ReportJob.Read(id, call.Now) is not { Kind: ReportKind.ServiceLevel or ReportKind.ActionLevel } found
            || found.FindSubject(id, call.AccountId, AccessSubject.Arns(call.Account)) is not { } arn || AccessSubject.Find(call.Account, arn) is not { } about)
        {
            return IamErrors.NoSuchEntity($"The job with id {id} cannot be found.");
        }
        (job, subject) = (found, about);
        return null;
    }

    private static string JobId(ParameterReader reader) => reader.Required("JobId", 36, 36);
}
