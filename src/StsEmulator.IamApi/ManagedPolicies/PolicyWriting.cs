using System.Globalization;
using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>Managed policies and their versions in answers.</summary>
internal static class PolicyWriting
{
    /// <summary>Writes what listings show: neither description nor tags.</summary>
    public static void Summary(XmlResultWriter writer, ShownPolicy policy)
    {
        writer.Text("PolicyName", policy.Name);
        writer.Text("PolicyId", policy.Id);
        writer.Text("Arn", policy.Arn);
        writer.Text("Path", policy.Path);
        writer.Text("DefaultVersionId", policy.DefaultVersionId);
        writer.Number("AttachmentCount", policy.Use.Attachments);
        writer.Number("PermissionsBoundaryUsageCount", policy.Use.Boundaries);
        writer.Flag("IsAttachable", true);
        writer.Time("CreateDate", policy.CreateDate);
        writer.Time("UpdateDate", policy.UpdateDate);
    }

    /// <summary>Writes what GetPolicy shows.</summary>
    public static void Details(XmlResultWriter writer, ShownPolicy policy)
    {
        Summary(writer, policy);
        writer.Optional("Description", policy.Description);
        writer.Tags(policy.Tags);
    }

    /// <summary>Writes a version as listings show it; with its document where that is wanted.</summary>
    public static void Version(XmlResultWriter writer, PolicyVersion version, bool isDefault, bool withDocument)
    {
        if (withDocument)
            writer.Document("Document", version.Document.Text);
        writer.Text("VersionId", version.Id);
        writer.Flag("IsDefaultVersion", isDefault);
        writer.Time("CreateDate", version.CreateDate);
    }

    /// <summary>Gives the one version of an AWS-managed policy that is known. It is the newest, so it was made when the policy was updated.</summary>
    public static PolicyVersion VersionOf(AwsManagedPolicy policy, string partition) => new(
        int.Parse(policy.DefaultVersionId.AsSpan(1), CultureInfo.InvariantCulture), policy.In(partition), policy.UpdateDate);
}
