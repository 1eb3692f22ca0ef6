using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.ManagedPolicies;
using StsEmulator.IamApi.Roles;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Reports;

/// <summary>Everything that decides what the principals of an account may do, in one listing that pages over users, groups, roles and policies.</summary>
internal static class AuthorizationDetails
{
    private const string LocalPolicy = "LocalManagedPolicy", AwsPolicy = "AWSManagedPolicy";

    private static readonly string[] Kinds = [nameof(User), nameof(Role), nameof(Group), LocalPolicy, AwsPolicy];

    public static IReadOnlyList<IamOperation> Table { get; } = [new("GetAccountAuthorizationDetails", Get)];

    private static IamOutcome Get(IamCall call)
    {
        var kinds = Filter(call);
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse("*") ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(All(call).Where(detail => kinds.Count == 0 || kinds.Contains(detail.Kind)), detail => detail.Order);
        return IamOutcome.Of(writer =>
        {
            writer.Flag("IsTruncated", listed.Marker is not null);
            Write(writer, "UserDetailList", listed, DetailOf.User);
            Write(writer, "GroupDetailList", listed, DetailOf.Group);
            Write(writer, "RoleDetailList", listed, DetailOf.Role);
            Write(writer, "Policies", listed, DetailOf.Policy);
            writer.Optional("Marker", listed.Marker);
        });
    }

    private static List<string> Filter(IamCall call)
    {
        List<string> kinds = [];
        while (call.Parameters[$"Filter.member.{kinds.Count + 1}"] is { } kind)
        {
            call.Read.OneOf($"Filter.member.{kinds.Count + 1}", Kinds);
            kinds.Add(kind);
        }
        return kinds;
    }

    private static IEnumerable<Detail> All(IamCall call)
    {
        string partition = call.Partition;
        var entities = call.Account.Entities.Select(entity => entity switch
        {
            User user => new Detail(DetailOf.User, nameof(User), user.UserName, writer => PrincipalDetails.User(writer, user, partition)),
            Group group => new Detail(DetailOf.Group, nameof(Group), group.GroupName, writer => PrincipalDetails.Group(writer, group, partition)),
            Role role => new Detail(DetailOf.Role, nameof(Role), role.RoleName, writer => RoleWriting.Authorization(writer, role, call)),
            _ => null,
        });
        var policies = ManagedPolicyListings.All(call.Account).Select(policy => new Detail(
            DetailOf.Policy, policy.IsAwsManaged ? AwsPolicy : LocalPolicy, ManagedPolicyListings.Order(policy), writer => Policy(writer, policy)));
        return entities.OfType<Detail>().Concat(policies);
    }

    private static void Policy(XmlResultWriter writer, ShownPolicy policy)
    {
        PolicyWriting.Summary(writer, policy);
        writer.List("PolicyVersionList", policy.Versions, (item, version) =>
            PolicyWriting.Version(item, version, version.Id == policy.DefaultVersionId, withDocument: true));
    }

    private static void Write(XmlResultWriter writer, string name, Page<Detail> listed, DetailOf list) =>
        writer.List(name, listed.Items.Where(detail => detail.List == list), static (item, detail) => detail.Write(item));

    /// <summary>The lists of the answer, in the order in which paging goes through them.</summary>
    private enum DetailOf
    {
        User,
        Group,
        Role,
        Policy,
    }

    /// <summary>One item of one of the lists.</summary>
    /// <param name="Kind">The value of <c>Filter</c> that asks for it.</param>
    private sealed record Detail(DetailOf List, string Kind, string Name, Action<XmlResultWriter> Write)
    {
        public string Order => $"{(int)List}/{Name}";
    }
}
