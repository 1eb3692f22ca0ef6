using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Features;

/// <summary>
/// What an organization may do with the root users of its members. The management account enables; it and delegated administrators list and
/// disable. Source: IAM API, EnableOrganizationsRootSessions and its neighbours.
/// </summary>
internal static class OrganizationFeatureOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("EnableOrganizationsRootSessions", call => Change(call, isEnabling: true, static it => it with { RootSessions = true })),
        new("DisableOrganizationsRootSessions", call => Change(call, isEnabling: false, static it => it with { RootSessions = false })),
        new("EnableOrganizationsRootCredentialsManagement", call => Change(call, isEnabling: true, static it => it with { RootCredentialsManagement = true })),
        new("DisableOrganizationsRootCredentialsManagement", call => Change(call, isEnabling: false, static it => it with { RootCredentialsManagement = false })),
        new("ListOrganizationsFeatures", List),
    ];

    private static IamOutcome Change(IamCall call, bool isEnabling, Func<Organization, Organization> change)
    {
        if (Refuse(call, isEnabling) is { } refused)
            return refused;
        var changed = change(call.Directory.Organization!);
        return Answer(changed).Writing(changed);
    }

    private static IamOutcome List(IamCall call) => Refuse(call, isEnabling: false) ?? Answer(call.Directory.Organization!);

    private static WireError? Refuse(IamCall call, bool isEnabling)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        if (call.Directory.OrganizationOf(call.AccountId) is not { } organization)
            return new WireError("OrganizationNotFoundException", 400, "Your account is not a member of an organization.");
        if (!organization.IsAdministeredBy(call.AccountId))
        {
            return new WireError(
                "AccountNotManagementOrDelegatedAdministratorException", 400,
                "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.");
        }
        return isEnabling && organization.AccountId != call.AccountId
            ? new WireError(
                "CallerIsNotManagementAccountException", 400,
                "The request was rejected because the account making the request is not the management account for the organization.")
            : null;
    }

    private static IamOutcome Answer(Organization organization) => IamOutcome.Of(writer =>
    {
        writer.Text("OrganizationId", organization.Id);
        writer.Texts("EnabledFeatures", Features(organization));
    });

    private static List<string> Features(Organization organization)
    {
        List<string> features = [];
        if (organization.RootCredentialsManagement)
            features.Add("RootCredentialsManagement");
        if (organization.RootSessions)
            features.Add("RootSessions");
        return features;
    }
}
