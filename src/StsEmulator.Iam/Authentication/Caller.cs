using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>An authenticated sender: who it is, by which credentials, and what limits it, all of one directory version.</summary>
public sealed class Caller
{
    public required Principal Principal { get; init; }

    public required string AccessKeyId { get; init; }

    /// <summary>Gets the session behind temporary credentials; null for long-term keys.</summary>
    public Session? Session { get; init; }

    public required DirectorySnapshot Directory { get; init; }

    public required AccountDirectory Account { get; init; }

    /// <summary>Gets the live policies of the user or role.</summary>
    public required ResolvedPolicies Policies { get; init; }

    /// <summary>Gets the IAM user behind a long-term key or a GetSessionToken session; null for others.</summary>
    public User? User { get; init; }

    /// <summary>Gets the region of the credential scope, as signed.</summary>
    public string Region { get; init; } = "";

    /// <summary>Gets the service of the credential scope, as signed.</summary>
    public string Service { get; init; } = "";

    /// <summary>Gets the day of the credential scope, eight digits.</summary>
    public string ScopeDate { get; init; } = "";

    /// <summary>Gets the headers that the signature covers; none where there was no signature.</summary>
    public SignedHeaderNames SignedHeaders { get; init; }

    public bool IsTemporary => Session is not null;

    /// <summary>
    /// Gets the session policies; null where none applies. A federated user without any may do nothing by identity, hence empty.
    /// </summary>
    public IReadOnlyList<NamedPolicy>? SessionPolicies =>
        Session switch
        {
            null => null,
            { Kind: SessionKind.RootTask, Facts.Policies: { } task } => [Everything, .. Compile(task)],
            { Facts.Policies: { } texts } => Compile(texts),
            { Kind: SessionKind.FederatedUser } => [],
            _ => null,
        };

    // A task policy holds Denies alone; what they leave, root may do.
    private static readonly NamedPolicy Everything =
        AwsManagedPolicies.FindCompiled("arn:aws:iam::aws:policy/AdministratorAccess")!;

    private static NamedPolicy[] Compile(IReadOnlyList<StoredPolicy> texts)
    {
        var compiled = new NamedPolicy[texts.Count];
        for (int i = 0; i < compiled.Length; i++)
            compiled[i] = texts[i].Compile(PolicyType.Session);
        return compiled;
    }
}
