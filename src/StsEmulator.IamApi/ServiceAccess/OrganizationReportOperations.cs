using System.Globalization;
using System.Text.RegularExpressions;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>
/// Which services the accounts of an organization, or of a part of it, last called. Nothing limits services here, as the directory holds no
/// control policies; so every service is accessible, and a control policy's own report is of one that is not there.
/// </summary>
internal static partial class OrganizationReportOperations
{
    private const string ByNamespace = "SERVICE_NAMESPACE_ASCENDING", ByNamespaceDescending = "SERVICE_NAMESPACE_DESCENDING",
        ByTime = "LAST_AUTHENTICATED_TIME_ASCENDING", ByTimeDescending = "LAST_AUTHENTICATED_TIME_DESCENDING";

    private static readonly TextPattern EntityPath = TextPattern.Where(
        @"^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*", static text => EntityPathForm.IsMatch(text));

    private static readonly TextPattern PolicyId = TextPattern.Where("^p-[0-9a-zA-Z_]{8,128}$", static text => PolicyIdForm.IsMatch(text));

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("GenerateOrganizationsAccessReport", Generate),
        new("GetOrganizationsAccessReport", Get),
    ];

    private static IamOutcome Generate(IamCall call)
    {
        string path = call.Read.Required("EntityPath", 19, 427, EntityPath);
        string? policy = call.Read.Optional("OrganizationsPolicyId", 0, 130, PolicyId);
        if (Refuse(call) is { } refused)
            return refused;
        if (!Paths(call.Directory.Organization!).Contains(path, StringComparer.Ordinal))
            return IamErrors.NoSuchEntity($"The entity path {path} cannot be found.");
        if (policy is not null)
            return IamErrors.NoSuchEntity($"The organization policy with id {policy} cannot be found.");
        return IamOutcome.Of(writer => writer.Text("JobId", ReportJob.IdOf(call.AccountId, call.Now, ReportKind.Organization, path)));
    }

    private static IamOutcome Get(IamCall call)
    {
        string id = call.Read.Required("JobId", 36, 36);
        var page = PageRequest.Read(call.Read);
        string order = call.Read.OneOf("SortKey", ByNamespace, ByNamespaceDescending, ByTime, ByTimeDescending) ?? ByNamespace;
        if (Refuse(call) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var organization = call.Directory.Organization!;
        if (ReportJob.Read(id, call.Now) is not { Kind: ReportKind.Organization } job
            || job.FindSubject(id, call.AccountId, Paths(organization)) is not { } path)
        {
            return IamErrors.NoSuchEntity($"The job with id {id} cannot be found.");
        }
        var calls = new KnownCalls(call.Ports.Calls);
        var accounts = Accounts(organization).Where(account => IsWithin(PathOf(organization, account), path)).ToHashSet();
        var services = InOrder([.. AwsServices.All.Select(service => (service.Prefix, service.Name, Calls: calls.OfAccounts(accounts, service.Prefix)))], order);
        // The order's own number is the key, so that a page goes on where the one before ended.
        var listed = page.Of(services.Index(), service => service.Index.ToString("D4", CultureInfo.InvariantCulture));
        return IamOutcome.Of(writer =>
        {
            writer.Text("JobStatus", "COMPLETED");
            writer.Time("JobCreationDate", job.CreationDate);
            writer.Time("JobCompletionDate", job.CreationDate);
            writer.Number("NumberOfServicesAccessible", services.Count);
            writer.Number("NumberOfServicesNotAccessed", services.Count(service => service.Calls.Count == 0));
            writer.List("AccessDetails", listed.Items, (item, listed) =>
            {
                var service = listed.Item;
                item.Text("ServiceName", service.Name);
                item.Text("ServiceNamespace", service.Prefix);
                if (service.Calls is [{ Caller.Account: { } account } last, ..])
                {
                    item.Text("EntityPath", PathOf(organization, account));
                    item.Time("LastAuthenticatedTime", last.Time);
                }
                item.Number("TotalAuthenticatedEntities", service.Calls.Select(made => made.Caller!.Account).Distinct().Count());
            });
            writer.Flag("IsTruncated", listed.Marker is not null);
            writer.Optional("Marker", listed.Marker);
        });
    }

    private static WireError? Refuse(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        return call.Directory.Organization?.AccountId == call.AccountId
            ? null
            : IamErrors.AccessDenied("The account that makes the request is not the management account of an organization.");
    }

    private static IReadOnlyList<(string Prefix, string Name, IReadOnlyList<CallRecord> Calls)> InOrder(
        IReadOnlyList<(string Prefix, string Name, IReadOnlyList<CallRecord> Calls)> services, string order) => order switch
        {
            ByNamespaceDescending => [.. services.OrderByDescending(service => service.Prefix, StringComparer.Ordinal)],
            ByTime => [.. services.OrderBy(service => LastOf(service.Calls))],
            ByTimeDescending => [.. services.OrderByDescending(service => LastOf(service.Calls))],
            _ => services,
        };

    private static DateTimeOffset LastOf(IReadOnlyList<CallRecord> calls) => calls is [var last, ..] ? last.Time : DateTimeOffset.MinValue;

    /// <summary>The organization's root, its units and its accounts, as reports name them.</summary>
    private static IEnumerable<string> Paths(Organization organization) =>
        Accounts(organization).SelectMany(account => Prefixes(PathOf(organization, account))).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Prefixes(string path)
    {
        string[] parts = path.Split('/');
        return Enumerable.Range(2, parts.Length - 1).Select(count => string.Join('/', parts.Take(count)));
    }

    private static IEnumerable<AccountId> Accounts(Organization organization) =>
        organization.Members.Select(member => member.AccountId).Append(organization.AccountId).Distinct();

    private static string PathOf(Organization organization, AccountId account) => organization.PathOf(account) + account;

    private static bool IsWithin(string path, string part) => path == part || path.StartsWith(part + "/", StringComparison.Ordinal);

    [GeneratedRegex(@"\Ao-[0-9a-z]{10,32}/r-[0-9a-z]{4,32}[0-9a-z/-]*\z")]
    private static partial Regex EntityPathForm { get; }

    [GeneratedRegex(@"\Ap-[0-9a-zA-Z_]{8,128}\z")]
    private static partial Regex PolicyIdForm { get; }
}
