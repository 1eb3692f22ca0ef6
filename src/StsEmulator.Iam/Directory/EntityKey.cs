using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>Names one record of the directory: the account, the kind of record, and its name (ARN or URL for providers) in it.</summary>
public readonly record struct EntityKey(AccountId Account, EntityKind Kind, string Name)
{
    public override string ToString() => $"{Account}/{Kind}/{Name}";

    public static bool TryParse(string text, out EntityKey key)
    {
        key = default;
        string[] parts = text.Split('/', 3);
        if (parts.Length != 3 || !AccountId.TryParse(parts[0], out var account) || !Enum.TryParse(parts[1], out EntityKind kind))
            return false;
        key = new EntityKey(account, kind, parts[2]);
        return true;
    }
}
