using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads Kubernetes clusters and which of their service accounts get which roles.</summary>
internal sealed class PodIdentityReader(SeedDraft draft, JwksFiles jwksFiles)
{
    /// <summary>Source: EKS User Guide, "EKS Pod Identity", considerations.</summary>
    private const int MaximumAssociations = 5000;

    public void Read(SeedNode node)
    {
        SeedElement element = new(node, draft.Problems, "Name", "Region", "Issuer", "JwksFile", "PodIdentityAssociations");
        string? name = element.Required("Name", TextRule.EksCluster);
        string region = element.Text("Region", TextRule.Region) ?? "us-east-1";
        string? issuer = element.Required("Issuer", TextRule.Url);
        if (issuer is not null && ProviderReader.CheckIssuer(issuer) is { } wrong)
            element.Report("Issuer", wrong);
        else if (issuer is not null)
            draft.Claim("issuer", issuer, element.PlaceOf("Issuer"));
        string? jwks = ProviderReader.Jwks(element, jwksFiles);
        var associations = Associations(element, out string? account);
        if (account is null && element.Find("PodIdentityAssociations") is null)
            draft.Problems.Add(element.Place, "`PodIdentityAssociations` is missing");
        if (name is null || issuer is null || account is null)
            return;
        draft.Claim("cluster", $"{account}/{region}/{name}", element.PlaceOf("Name"));
        draft.Clusters.Add(new ClusterSettings
        {
            Name = name,
            AccountId = account,
            Region = region,
            Issuer = issuer,
            Jwks = jwks,
            PodIdentityAssociations = associations,
        });
    }

    /// <summary>Reads the associations. Their roles are of one account, which is the cluster's; target roles may be of any.</summary>
    private List<PodIdentityAssociation> Associations(SeedElement cluster, out string? account)
    {
        account = null;
        List<PodIdentityAssociation> associations = [];
        HashSet<(string Namespace, string ServiceAccount)> taken = [];
        foreach (var item in cluster.Items("PodIdentityAssociations", MaximumAssociations))
        {
            SeedElement element = new(
                item, draft.Problems, "Namespace", "ServiceAccount", "RoleArn", "TargetRoleArn", "DisableSessionTags", "AssociationId");
            string? space = element.Required("Namespace", TextRule.KubernetesName);
            string? serviceAccount = element.Required("ServiceAccount", TextRule.KubernetesName);
            string? role = Role(element, "RoleArn", element.Required("RoleArn", TextRule.Arn));
            string? target = Role(element, "TargetRoleArn", element.Text("TargetRoleArn", TextRule.Arn));
            if (Arn.TryParse(role, out var arn) && arn.Account != (account ??= arn.Account))
                element.Report("RoleArn", $"the roles of a cluster's associations are of one account, here `{account}`");
            if (space is not null && serviceAccount is not null && !taken.Add((space, serviceAccount)))
                element.Report("ServiceAccount", $"`{space}/{serviceAccount}` has an association already");
            associations.Add(new PodIdentityAssociation
            {
                Namespace = space ?? "",
                ServiceAccount = serviceAccount ?? "",
                RoleArn = role ?? "",
                TargetRoleArn = target,
                DisableSessionTags = element.Flag("DisableSessionTags", absent: false),
                AssociationId = element.Text("AssociationId", TextRule.AssociationId),
            });
        }
        return associations;
    }

    private string? Role(SeedElement element, string property, string? role)
    {
        if (role is not null)
            draft.RequireRole(role, property, element.PlaceOf(property));
        return role;
    }
}
