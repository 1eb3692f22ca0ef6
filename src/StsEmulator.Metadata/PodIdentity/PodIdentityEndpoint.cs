using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StsEmulator.Federation;
using StsEmulator.Federation.Kubernetes;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Tasks;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Http;
using StsEmulator.SigV4;

namespace StsEmulator.Metadata.PodIdentity;

/// <summary>The API behind the agent: <c>POST /clusters/{name}/assume-role-for-pod-identity</c>, signed for eks-auth by a node's role.</summary>
internal sealed partial class PodIdentityEndpoint(
    RequestAuthenticator authenticator, PodClusters clusters, PodRoleAssumption assumption, WebIdentityRules rules,
    IdentifierGenerator identifiers, EmulatorClock clock, ILogger<PodIdentityEndpoint> logger)
{
    private const string Service = "eks-auth", Action = "eks-auth:AssumeRoleForPodIdentity";

    private const string Start = "/clusters/", End = "/assume-role-for-pod-identity";

    /// <summary>Bytes; the longest token and what is around it.</summary>
    private const int MaximumBody = 32 * 1024;

    private static readonly AuthenticationExpectation Expectation = new() { Scope = new ScopeExpectation(Service) };

    /// <summary>Tells whether a request on the AWS listener is for this API.</summary>
    public static bool Serves(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.Value is { } path
        && path.Length >= Start.Length + End.Length
        && path.StartsWith(Start, StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        TaskAnswer answer;
        string requestId = identifiers.RequestId().ToString();
        try
        {
            var (session, error) = await AnswerAsync(context);
            answer = session is not null ? Success(session) : Failure(context, error);
        }
        catch (StoreUnavailableException exception)
        {
            StoreUnavailable(exception.Message);
            answer = Failure(context, PodIdentityErrors.StoreUnavailable);
        }
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async ValueTask<(PodSession? Session, WireError Error)> AnswerAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context.Request, MaximumBody, context.RequestAborted);
        if (body.IsTooLarge)
            return (null, PodIdentityErrors.InvalidBody);
        var received = ReceivedHttpRequest.Of(context, body.Bytes, out var rented);
        var authentication = await authenticator.AuthenticateAsync(received, Expectation, context.RequestAborted);
        ReceivedHttpRequest.Return(rented);
        if (!authentication.IsAuthenticated)
            return (null, AuthenticationErrors.For(authentication.Refusal, ProtocolFamily.RestJson, Service));

        var caller = authentication.Caller;
        string name = context.Request.Path.Value![Start.Length..^End.Length];
        if (!ClusterName.IsMatch(name))
            return (null, PodIdentityErrors.InvalidClusterName);
        if (Denied(context, caller, name) is { } denied)
            return (null, denied);
        if (ReadToken(body.Bytes) is not { } text)
            return (null, PodIdentityErrors.InvalidBody);
        if (!ServiceAccountToken.TryRead(text, rules, out var token, out string? problem))
            return (null, PodIdentityErrors.Unreadable(problem));
        if (clusters.Find(caller.Account.Id, caller.Region, name) is not { } cluster)
            return (null, PodIdentityErrors.UnknownCluster);
        var result = await assumption.AssumeAsync(cluster, token, life: null, context.RequestAborted);
        return (result.Session, result.Error);
    }

    /// <summary>Decided before the cluster is looked for, so that nobody without permission learns which there are.</summary>
    private WireError? Denied(HttpContext context, Caller caller, string cluster)
    {
        var now = clock.GetUtcNow();
        var conditions = new ConditionContext();
        CallerContext.SetRequest(conditions, Facts(context, caller), now);
        CallerContext.SetCaller(conditions, caller, now);
        string resource = $"arn:{caller.Account.Partition}:eks:{caller.Region}:{caller.Account.Id}:cluster/{cluster}";
        return CallerAuthorization.Decide(caller, Action, resource, conditions) is { IsAllowed: false } decision
            ? PodIdentityErrors.AccessDenied(AccessDeniedMessage.For(caller.Principal, Action, resource, decision))
            : null;
    }

    private static RequestFacts Facts(HttpContext context, Caller caller)
    {
        var address = context.Connection.RemoteIpAddress;
        var agent = context.Request.Headers.UserAgent;
        return new RequestFacts
        {
            SourceIp = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString(),
            UserAgent = agent.Count > 0 ? agent.ToString() : null,
            IsSecure = context.Request.IsHttps,
            Region = caller.Region,
        };
    }

    private static string? ReadToken(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("token"u8, out var token) && token.ValueKind == JsonValueKind.String
                    ? token.GetString()
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what the reader throws for text that is no Unicode.
            return null;
        }
    }

    private static TaskAnswer Success(PodSession pod) => TaskAnswer.Json(200, json =>
    {
        var session = pod.Issued.Session;
        json.WriteStartObject();
        json.WriteStartObject("subject");
        json.WriteString("namespace", pod.Token.Namespace);
        json.WriteString("serviceAccount", pod.Token.ServiceAccount);
        json.WriteEndObject();
        json.WriteString("audience", PodCluster.Audience);
        json.WriteStartObject("podIdentityAssociation");
        json.WriteString("associationArn", pod.Cluster.ArnOf(pod.Association, session.Partition));
        json.WriteString("associationId", pod.Cluster.IdOf(pod.Association));
        json.WriteEndObject();
        json.WriteStartObject("assumedRoleUser");
        json.WriteString("arn", session.Principal.Arn);
        json.WriteString("assumeRoleId", session.Principal.UserId);
        json.WriteEndObject();
        json.WriteStartObject("credentials");
        json.WriteString("sessionToken", pod.Issued.SessionToken);
        json.WriteString("secretAccessKey", session.SecretAccessKey);
        json.WriteString("accessKeyId", session.AccessKeyId.Value);
        json.WriteNumber("expiration", session.Expiration.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private TaskAnswer Failure(HttpContext context, WireError error)
    {
        Refused(error.Code);
        context.Response.Headers["x-amzn-ErrorType"] = error.Code;
        return TaskAnswer.Json(error.Status, json =>
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        });
    }

    [LoggerMessage(1001, LogLevel.Information, "AssumeRoleForPodIdentity refused with {ErrorCode}")]
    private partial void Refused(string errorCode);

    [LoggerMessage(1002, LogLevel.Warning, "The store does not answer: {Reason}")]
    private partial void StoreUnavailable(string reason);

    /// <summary>Source: API model of eks-auth, ClusterName.</summary>
    [GeneratedRegex(@"\A[0-9A-Za-z][A-Za-z0-9\-_]{0,99}\z")]
    private static partial Regex ClusterName { get; }
}
