using System.Diagnostics.CodeAnalysis;
using StsEmulator.Federation.Kubernetes;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Metadata.PodIdentity;

/// <summary>A session for a pod, and by which association it came about.</summary>
internal sealed record PodSession(
    PodCluster Cluster, Settings.PodIdentityAssociation Association, ServiceAccountToken Token, IssuedSession Issued);

/// <summary>Either the session or the error.</summary>
internal readonly struct PodSessionResult
{
    private PodSessionResult(PodSession? session, WireError error) => (Session, Error) = (session, error);

    public PodSession? Session { get; }

    public WireError Error { get; }

    [MemberNotNullWhen(true, nameof(Session))]
    public bool IsIssued => Session is not null;

    public static implicit operator PodSessionResult(PodSession session) => new(session, default);

    public static implicit operator PodSessionResult(WireError error) => new(null, error);
}

/// <summary>
/// Turns a verified service-account token into a session of the associated role, as EKS does: as its service, with tags that name the
/// pod, and on to a target role where the association has one.
/// </summary>
internal sealed class PodRoleAssumption(
    RecordedRoleAssumption assumption, RequestAuthenticator authenticator, ServiceAccountTokenValidator validator, LiveDirectory directory,
    ISessionStore sessions, IdentifierGenerator identifiers)
{
    private const string Service = "pods.eks.amazonaws.com";

    /// <summary>Source: EKS User Guide, "EKS Pod Identity": the credentials last six hours.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    public async ValueTask<PodSessionResult> AssumeAsync(
        PodCluster cluster, ServiceAccountToken token, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (await validator.ValidateAsync(token, cluster.Issuer, cancellationToken) is { } refusal)
            return PodIdentityErrors.Of(refusal);
        if (cluster.Find(token.Namespace, token.ServiceAccount) is not { } association)
            return PodIdentityErrors.NoAssociation(cluster.Name, token.Namespace, token.ServiceAccount);

        string sessionName = SessionName(cluster, token);
        var first = await assumption.AssumeAsync(Request(cluster, association, token, sessionName, life), cancellationToken);
        if (!first.IsIssued)
        {
            string actions = association.DisableSessionTags ? "sts:AssumeRole" : "sts:AssumeRole and sts:TagSession";
            return PodIdentityErrors.Of(
                first.Refusal, association.RoleArn, $"its trust policy has to allow {actions} to the service {Service}.");
        }
        if (association.TargetRoleArn is not { } target)
            return new PodSession(cluster, association, token, first.Issued);

        var chained = await ChainAsync(cluster, association, first.Issued.Session, target, sessionName, life, cancellationToken);
        // Nobody was given the session of the first role, so nobody misses it.
        await sessions.RevokeAsync(first.Issued.Session.AccessKeyId, cancellationToken);
        return chained.IsIssued
            ? new PodSession(cluster, association, token, chained.Issued)
            : PodIdentityErrors.Of(
                chained.Refusal, target,
                $"its trust policy and the policies of {association.RoleArn} have to allow sts:AssumeRole with the external id {ExternalId(cluster, association)}.");
    }

    private RoleAssumptionRequest Request(
        PodCluster cluster, Settings.PodIdentityAssociation association, ServiceAccountToken token, string sessionName, TimeSpan? life)
    {
        string partition = directory.Current.Find(cluster.Account)?.Partition ?? "aws";
        Tag[] tags = association.DisableSessionTags ? [] : Tags(cluster, token, partition);
        return new RoleAssumptionRequest
        {
            Principal = Principal.Service(Service),
            RoleArn = Parse(association.RoleArn),
            SessionName = sessionName,
            // A session that only leads to the next has to live for that.
            Duration = association.TargetRoleArn is null ? life ?? Lifetime : Lifetime,
            Tags = tags,
            TransitiveTagKeys = [.. tags.Select(tag => tag.Key)],
            Facts = Facts(cluster),
            TrustContext = new Dictionary<string, IReadOnlyList<string>>
            {
                ["aws:SourceArn"] = [cluster.Arn(partition)],
                ["aws:SourceAccount"] = [cluster.Account.ToString()],
            },
        };
    }

    private async ValueTask<RoleAssumptionResult> ChainAsync(
        PodCluster cluster, Settings.PodIdentityAssociation association, Session first, string target, string sessionName,
        TimeSpan? life, CancellationToken cancellationToken)
    {
        var caller = await authenticator.IdentifyAsync(first.AccessKeyId, cancellationToken);
        if (!caller.IsAuthenticated)
            return new RoleAssumptionRefusal(RoleAssumptionFailure.NotAuthorized, "sts:AssumeRole");
        return await assumption.AssumeAsync(
            new RoleAssumptionRequest
            {
                Caller = caller.Caller,
                RoleArn = Parse(target),
                SessionName = sessionName,
                Duration = life < RoleAssumption.ChainingMaximum ? life : RoleAssumption.ChainingMaximum,
                ExternalId = ExternalId(cluster, association),
                Facts = Facts(cluster),
            },
            cancellationToken);
    }

    /// <summary>Source: EKS User Guide, "Grant Pods access to AWS resources based on tags".</summary>
    private static Tag[] Tags(PodCluster cluster, ServiceAccountToken token, string partition) =>
    [
        new("eks-cluster-arn", cluster.Arn(partition)),
        new("eks-cluster-name", cluster.Name),
        new("kubernetes-namespace", token.Namespace),
        new("kubernetes-service-account", token.ServiceAccount),
        new("kubernetes-pod-name", token.PodName),
        new("kubernetes-pod-uid", token.PodUid),
    ];

    /// <remarks>The layout is unverified.</remarks>
    private static string ExternalId(PodCluster cluster, Settings.PodIdentityAssociation association) =>
        $"{cluster.Settings.Region}/{cluster.Account}/{cluster.Name}/{association.Namespace}/{association.ServiceAccount}";

    /// <summary>At most 64 of the characters that a session name may have, which those of a proper pod's name are.</summary>
    private string SessionName(PodCluster cluster, ServiceAccountToken token)
    {
        string name = $"eks-{cluster.Name}-{token.PodName}-{identifiers.RequestId()}";
        return string.Concat(name.Take(64).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-'));
    }

    private static RequestFacts Facts(PodCluster cluster) => new() { Region = cluster.Settings.Region, IsSecure = true };

    private static Arn Parse(string text) => Arn.TryParse(text, out var arn)
        ? arn
        : throw new InvalidOperationException("The ARN of a role in the settings must be readable.");
}
