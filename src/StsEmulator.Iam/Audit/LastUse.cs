namespace StsEmulator.Iam.Audit;

/// <summary>The last use of an access key, or of a role by any of its sessions.</summary>
/// <param name="Subject">The access key id, or the role's unique id.</param>
/// <param name="Time">On the emulator clock.</param>
/// <param name="Service">The service of the credential scope.</param>
/// <param name="Region">The region of the credential scope.</param>
public sealed record LastUse(string Subject, DateTimeOffset Time, string Service, string Region)
{
    public bool IsAfter(LastUse? other) => other is null || Time > other.Time;
}
