using System.Globalization;
using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>The versions of a managed policy, of which one is in force. Their numbers are not used again.</summary>
internal static class PolicyVersionOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreatePolicyVersion", Create),
        new("GetPolicyVersion", Get),
        new("ListPolicyVersions", List),
        new("SetDefaultPolicyVersion", SetDefault),
        new("DeletePolicyVersion", Delete),
    ];

    private static IamOutcome Create(IamCall call)
    {
        var reference = PolicyReference.Read(call);
        string document = call.Read.PolicyDocument();
        bool isDefault = call.Read.Flag("SetAsDefault") ?? false;
        if (reference.RefuseChange(call) is { } refused)
            return refused;
        if (SubmittedPolicy.CheckManaged(document) is { } invalid)
            return invalid;
        var policy = reference.Customer!;
        if (policy.OtherVersions.Count + 1 >= IamQuotas.VersionsPerPolicy)
        {
            return IamErrors.LimitExceeded(
                $"A managed policy can have up to {IamQuotas.VersionsPerPolicy} versions. Before you create a new version, you must delete an existing version.");
        }

        var version = new PolicyVersion(policy.LastVersionNumber + 1, new StoredPolicy(reference.Arn, document), call.Now);
        var updated = policy with
        {
            OtherVersions = [.. policy.OtherVersions, version],
            LastVersionNumber = version.Number,
            UpdateDate = call.Now,
        };
        return IamOutcome.Of(writer =>
        {
            writer.Start("PolicyVersion");
            PolicyWriting.Version(writer, version, isDefault, withDocument: false);
            writer.End("PolicyVersion");
        }).Writing(isDefault ? updated.WithDefault(version) : updated);
    }

    private static IamOutcome Get(IamCall call)
    {
        var reference = PolicyReference.Read(call);
        string id = call.Read.VersionId();
        if (reference.Refuse(call) is { } refused)
            return refused;
        var shown = reference.Exists ? reference.Show(call) : null;
        if (shown?.Versions.FirstOrDefault(version => version.Id == id) is not { } found)
            return IamErrors.NoSuchPolicyVersion(reference.Arn, id);
        return IamOutcome.Of(writer =>
        {
            writer.Start("PolicyVersion");
            PolicyWriting.Version(writer, found, found.Id == shown.DefaultVersionId, withDocument: true);
            writer.End("PolicyVersion");
        });
    }

    private static IamOutcome List(IamCall call)
    {
        var reference = PolicyReference.Read(call);
        var page = PageRequest.Read(call.Read);
        if (reference.Refuse(call) is { } refused)
            return refused;
        if (!reference.Exists)
            return reference.Missing;
        if (page.Error is { } invalid)
            return invalid;
        var shown = reference.Show(call);
        var listed = page.Of(shown.Versions, version => (int.MaxValue - version.Number).ToString("D10", CultureInfo.InvariantCulture));
        return IamOutcome.Of(writer => listed.Write(writer, "Versions", (item, version) =>
            PolicyWriting.Version(item, version, version.Id == shown.DefaultVersionId, withDocument: false)));
    }

    private static IamOutcome SetDefault(IamCall call)
    {
        var reference = PolicyReference.Read(call);
        string id = call.Read.VersionId();
        if (reference.RefuseChange(call, IamErrors.NoSuchPolicyVersion(reference.Arn, id)) is { } refused)
            return refused;
        return reference.Customer!.Versions.FirstOrDefault(version => version.Id == id) is { } found
            ? IamOutcome.Done.Writing(reference.Customer.WithDefault(found))
            : IamErrors.NoSuchPolicyVersion(reference.Arn, id);
    }

    private static IamOutcome Delete(IamCall call)
    {
        var reference = PolicyReference.Read(call);
        string id = call.Read.VersionId();
        if (reference.RefuseChange(call, IamErrors.NoSuchPolicyVersion(reference.Arn, id)) is { } refused)
            return refused;
        var policy = reference.Customer!;
        if (policy.DefaultVersion.Id == id)
            return IamErrors.DeleteConflict("Cannot delete the default version of a policy.");
        return policy.OtherVersions.Any(version => version.Id == id)
            ? IamOutcome.Done.Writing(policy with { OtherVersions = [.. policy.OtherVersions.Where(version => version.Id != id)] })
            : IamErrors.NoSuchPolicyVersion(reference.Arn, id);
    }
}
