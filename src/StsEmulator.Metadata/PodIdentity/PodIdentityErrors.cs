using StsEmulator.Federation;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Metadata.PodIdentity;

/// <summary>
/// The errors of AssumeRoleForPodIdentity. Codes and statuses are those of the service model of eks-auth, the words are ours.
/// </summary>
internal static class PodIdentityErrors
{
    public static WireError InvalidClusterName { get; } = new(
        "InvalidParameterException", 400, "The cluster name has 1 to 100 letters, digits, hyphens and underscores and begins with a letter or digit.");

    public static WireError InvalidBody { get; } = new(
        "InvalidRequestException", 400, "The body is a JSON object with the text `token`, a service account token.");

    public static WireError UnknownCluster { get; } = new(
        "ResourceNotFoundException", 404, "The cluster does not exist in this account and region.");

    public static WireError StoreFull { get; } = new("ServiceUnavailableException", 503, "The session store is full of live sessions.");

    public static WireError StoreUnavailable { get; } = new(
        "ServiceUnavailableException", 503, "The session store does not answer. The request was not carried out.");

    /// <summary>What is no token at all is a wrong parameter.</summary>
    public static WireError Unreadable(string problem) => new("InvalidParameterException", 400, $"The service account token cannot be read: {problem}.");

    public static WireError NoAssociation(string cluster, string space, string serviceAccount) => new(
        "ResourceNotFoundException", 404, $"The cluster {cluster} has no pod identity association for the service account {space}/{serviceAccount}.");

    public static WireError AccessDenied(string message) => new("AccessDeniedException", 400, message);

    public static WireError Of(WebIdentityRefusal refusal) => refusal.Kind == WebIdentityRefusalKind.Expired
        ? new("ExpiredTokenException", 400, "The service account token has expired.")
        : new("InvalidTokenException", 400, refusal.Kind switch
        {
            WebIdentityRefusalKind.UnknownIssuer => "The service account token was not issued by the cluster.",
            WebIdentityRefusalKind.IncorrectAudience => $"The audience of the service account token is not {PodCluster.Audience}.",
            WebIdentityRefusalKind.NotYetValid => "The service account token is not valid yet.",
            _ => "The signature of the service account token does not verify with the keys of the cluster.",
        });

    /// <param name="admission">What the trust policy of the role would have to allow, and to whom.</param>
    public static WireError Of(RoleAssumptionRefusal refusal, string roleArn, string admission) => refusal.Failure switch
    {
        RoleAssumptionFailure.NotAuthorized => AccessDenied($"The role {roleArn} cannot be assumed: {admission}"),
        RoleAssumptionFailure.StoreFull => StoreFull,
        _ => new("InvalidRequestException", 400, $"The role {roleArn} could not be assumed: {refusal.Failure}."),
    };
}
