namespace StsEmulator.Iam.Directory;

/// <summary>IAM names are unique without regard to case; provider URLs are case-sensitive.</summary>
public sealed class EntityKeyComparer : IEqualityComparer<EntityKey>
{
    public static EntityKeyComparer Instance { get; } = new();

    public bool Equals(EntityKey x, EntityKey y) =>
        x.Account == y.Account && x.Kind == y.Kind && string.Equals(x.Name, y.Name, Comparison(x.Kind));

    public int GetHashCode(EntityKey key) => HashCode.Combine(key.Account, key.Kind, string.GetHashCode(key.Name, Comparison(key.Kind)));

    private static StringComparison Comparison(EntityKind kind) =>
        kind == EntityKind.OidcProvider ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
