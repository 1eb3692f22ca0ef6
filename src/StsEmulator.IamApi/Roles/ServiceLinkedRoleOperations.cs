using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Roles;

/// <summary>
/// Roles that belong to a service. The service would make them and say when they may go; here nothing uses one, so a deletion has
/// succeeded as soon as it is asked for.
/// </summary>
internal static class ServiceLinkedRoleOperations
{
    private const string TaskPrefix = "task" + Role.ServiceLinkedPath;

    /// <summary>How many deletions an account remembers; the real service forgets them as well, after a time that is not published.</summary>
    private const int RememberedTasks = 100;

    private static readonly TextPattern Suffix = TextPattern.SetOf(@"[\w+=,.@-]+", "+=,.@-", acceptsEmpty: false);

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateServiceLinkedRole", Create),
        new("DeleteServiceLinkedRole", Delete),
        new("GetServiceLinkedRoleDeletionStatus", Status),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string service = call.Read.Required("AWSServiceName", 1, 128, Suffix);
        string? description = call.Read.Description();
        string? suffix = call.Read.Optional("CustomSuffix", 1, 64, Suffix);
        var linked = LinkedService.Of(service);
        string name = suffix is null ? linked.RoleName : $"{linked.RoleName}_{suffix}";
        string path = $"{Role.ServiceLinkedPath}{service}/";
        if (call.Refuse(call.Arn($"role{path}{name}"), conditions: context => context.Set("iam:AWSServiceName", service)) is { } refused)
            return refused;
        if (!LinkedService.IsServiceName(service))
            return IamErrors.InvalidInput($"{service} is not the name of an AWS service.");
        if (suffix is not null && !linked.AllowsSuffix)
            return IamErrors.InvalidInput($"Custom suffix is not allowed for {service}");
        if (name.Length > 64)
            return IamErrors.InvalidInput($"Service role name {name} is longer than 64 characters.");
        if (call.Account.FindRole(name) is not null)
            return IamErrors.InvalidInput($"Service role name {name} has been taken in this account, please try a different suffix.");

        // These roles alone may exceed the quota of roles. Source: IAM User Guide, "Create a service-linked role".
        var role = new Role
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            RoleName = name,
            Path = path,
            RoleId = call.Ids.UniqueId(UniqueIdKind.Role, call.AccountId),
            AssumeRolePolicyDocument = new StoredPolicy(
                nameof(Role.AssumeRolePolicyDocument),
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["{{service}}"]},"Action":["sts:AssumeRole"]}]}"""),
            ManagedPolicyArns = linked.PolicyArn(call.Partition) is { } arn && call.Account.FindManagedPolicy(arn) is not null ? [arn] : [],
            Description = string.IsNullOrEmpty(description) ? null : description,
        };
        return IamOutcome.Of(writer => RoleWriting.Described(writer, role, call)).Writing(role);
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedRole.Read(call);
        if (named.Refuse(call, context => SetService(context, named.Role)) is { } refused)
            return refused;
        var role = named.Role!;
        if (!role.IsServiceLinked)
            return IamErrors.NoSuchEntity($"There is no service-linked role with name {named.Name}.");
        string task = $"task{role.Path}{role.RoleName}/{call.Ids.RequestId()}";
        var account = call.Account.Account;
        return IamOutcome.Of(writer => writer.Text("DeletionTaskId", task))
            .Deleting(role.Key)
            .Writing(account with { RoleDeletionTasks = [.. account.RoleDeletionTasks.TakeLast(RememberedTasks - 1), task] });
    }

    private static IamOutcome Status(IamCall call)
    {
        string task = call.Read.Required("DeletionTaskId", 1, 1000);
        string role = RoleOf(task) ?? "role/*";
        if (call.Refuse(call.Arn(role)) is { } refused)
            return refused;
        if (RoleOf(task) is null)
            return IamErrors.InvalidInput($"{task} is not a valid deletion task ID.");
        return call.Account.Account.RoleDeletionTasks.Contains(task, StringComparer.Ordinal)
            ? IamOutcome.Of(static writer => writer.Text("Status", "SUCCEEDED"))
            : IamErrors.NoSuchEntity($"The deletion task {task} cannot be found.");
    }

    private static void SetService(Iam.Policies.ConditionContext context, Role? role)
    {
        if (role is { IsServiceLinked: true })
            context.Set("iam:AWSServiceName", role.Path[Role.ServiceLinkedPath.Length..].TrimEnd('/'));
    }

    /// <summary>Gives the resource that <c>task/aws-service-role/SERVICE/NAME/UUID</c> is about; null for a text of another form.</summary>
    private static string? RoleOf(string task)
    {
        if (task.Split('/') is not [_, _, { Length: > 0 }, { Length: > 0 }, var id])
            return null;
        if (!task.StartsWith(TaskPrefix, StringComparison.Ordinal) || !Guid.TryParse(id, out _))
            return null;
        return string.Concat("role", task.AsSpan("task".Length, task.LastIndexOf('/') - "task".Length));
    }
}
