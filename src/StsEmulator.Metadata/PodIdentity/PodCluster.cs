using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.PodIdentity;

/// <summary>A cluster of the settings: its issuer as tokens are verified by it, and its associations by service account.</summary>
internal sealed class PodCluster
{
    /// <summary>The one audience that the service takes.</summary>
    public const string Audience = "pods.eks.amazonaws.com";

    private readonly Dictionary<(string Namespace, string ServiceAccount), PodIdentityAssociation> associations;

    public PodCluster(ClusterSettings settings)
    {
        Settings = settings;
        Account = AccountId.Parse(settings.AccountId);
        Issuer = new OidcProvider
        {
            AccountId = Account,
            CreateDate = DateTimeOffset.UnixEpoch,
            Url = settings.Issuer,
            ClientIdList = [Audience],
            Jwks = settings.Jwks,
            MayBePrivate = true,
        };
        associations = settings.PodIdentityAssociations.ToDictionary(association => (association.Namespace, association.ServiceAccount));
    }

    public ClusterSettings Settings { get; }

    public string Name => Settings.Name;

    public AccountId Account { get; }

    public OidcProvider Issuer { get; }

    public string Arn(string partition) => $"arn:{partition}:eks:{Settings.Region}:{Account}:cluster/{Name}";

    public PodIdentityAssociation? Find(string space, string serviceAccount) => associations.GetValueOrDefault((space, serviceAccount));

    /// <summary>The id that was given, else one that follows from the names.</summary>
    public string IdOf(PodIdentityAssociation association)
    {
        if (association.AssociationId is { } given)
            return given;
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Settings.Issuer} {association.Namespace} {association.ServiceAccount}"));
        return "a-" + Convert.ToHexStringLower(digest)[..17];
    }

    public string ArnOf(PodIdentityAssociation association, string partition) =>
        $"arn:{partition}:eks:{Settings.Region}:{Account}:podidentityassociation/{Name}/{IdOf(association)}";
}

/// <summary>The clusters of the settings.</summary>
internal sealed class PodClusters
{
    private readonly Dictionary<string, PodCluster> byIssuer;
    private readonly Dictionary<(AccountId Account, string Region, string Name), PodCluster> byName;

    public PodClusters(MetadataSettings settings)
    {
        var clusters = settings.Clusters.Select(cluster => new PodCluster(cluster)).ToList();
        byIssuer = clusters.ToDictionary(cluster => cluster.Settings.Issuer, StringComparer.Ordinal);
        byName = clusters.ToDictionary(cluster => (cluster.Account, cluster.Settings.Region, cluster.Name));
    }

    public PodCluster? FindByIssuer(string issuer) => byIssuer.GetValueOrDefault(issuer);

    public PodCluster? Find(AccountId account, string region, string name) => byName.GetValueOrDefault((account, region, name));
}
