using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using StsEmulator.Federation;
using StsEmulator.Federation.Kubernetes;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Tasks;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Metadata.PodIdentity;

/// <summary>
/// The EKS Pod Identity agent: takes a pod's service-account token and gives the pod credentials. The cluster, which a real agent is
/// told on its node, is the one that issued the token.
/// </summary>
internal sealed class PodIdentityAgent(
    PodClusters clusters, PodRoleAssumption assumption, ServiceAccountTokenValidator validator, WebIdentityRules rules,
    ISessionStore sessions, IdentifierGenerator identifiers, EmulatorClock clock)
{
    /// <summary>How many pods' credentials are kept; beyond it the cache starts anew, which costs those pods new keys and nothing else.</summary>
    private const int MaximumKept = 10_000;

    private readonly ConcurrentDictionary<string, Kept> cache = new(StringComparer.Ordinal);

    // One pod waits for itself; two that share a gate wait for each other, which is rare and short.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1, 1))];

    /// <param name="life">How long a session for this answer alone lives; null for one that is kept.</param>
    public async ValueTask<TaskAnswer> AnswerAsync(HttpRequest request, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (!IsAgentAddress(request.Host.Host))
        {
            return TaskAnswer.Text(
                403, $"Access Denied. Called agent through invalid address, please use either 169.254.170.23 or fd00:ec2::23 address not {request.Host.Host}");
        }
        string text = request.Headers.Authorization.ToString();
        if (text.Length == 0)
            return TaskAnswer.Text(400, "Service account token cannot be empty");
        if (!ServiceAccountToken.TryRead(text, rules, out var token, out string? problem))
            return TaskAnswer.Text(400, $"Service account token cannot be parsed: {problem}");
        if (validator.CheckTimes(token) is { } untimely)
        {
            return TaskAnswer.Text(400, "Service account token failed basic claim validations: "
                + (untimely.Kind == WebIdentityRefusalKind.Expired ? "token is expired" : "token is not valid yet"));
        }

        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        string key = Convert.ToHexStringLower(digest);
        if (life is not null)
            return await AssumeAsync(null, token, life, cancellationToken);
        if (await FindAsync(key, cancellationToken) is { } kept)
            return kept;
        var gate = gates[digest[0] % gates.Length];
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await FindAsync(key, cancellationToken) ?? await AssumeAsync(key, token, life, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// The addresses of the agent, and those that an SDK takes for this machine: so no web page can reach it under a name of its own.
    /// </summary>
    private static bool IsAgentAddress(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        return IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address)
            && (IPAddress.IsLoopback(address) || address.ToString() is "169.254.170.23" or "fd00:ec2::23");
    }

    private async ValueTask<TaskAnswer?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!cache.TryGetValue(key, out var kept))
            return null;
        bool isFresh = clock.GetUtcNow() is var now && now >= kept.IssuedAt && now < kept.Expiration - RotationPeriod.LeastLeft
            && (await sessions.FindAsync(kept.AccessKeyId, cancellationToken)).Session is { IsRevoked: false };
        return isFresh ? kept.Answer : null;
    }

    private async ValueTask<TaskAnswer> AssumeAsync(string? key, ServiceAccountToken token, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (clusters.FindByIssuer(token.Issuer) is not { } cluster)
            return Upstream(PodIdentityErrors.Of(new WebIdentityRefusal(WebIdentityRefusalKind.UnknownIssuer)));
        var result = await assumption.AssumeAsync(cluster, token, life, cancellationToken);
        if (!result.IsIssued)
            return Upstream(result.Error);
        var (session, sessionToken, _) = result.Session.Issued;
        var answer = TaskAnswer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("AccessKeyId", session.AccessKeyId.Value);
            json.WriteString("SecretAccessKey", session.SecretAccessKey);
            json.WriteString("Token", sessionToken);
            json.WriteString("AccountId", session.Account.ToString());
            json.WriteString("Expiration", session.Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        });
        if (key is null)
            return answer;
        if (cache.Count >= MaximumKept)
            cache.Clear();
        cache[key] = new Kept(session.AccessKeyId, session.IssuedAt, session.Expiration, answer);
        return answer;
    }

    /// <summary>An error of the API behind the agent, with its status.</summary>
    private TaskAnswer Upstream(WireError error) => TaskAnswer.Text(
        error.Status, $"[{identifiers.RequestId()}]: ({error.Code}): {error.Message}, fault: {(error.Status < 500 ? "client" : "server")}");

    private sealed record Kept(AccessKeyId AccessKeyId, DateTimeOffset IssuedAt, DateTimeOffset Expiration, TaskAnswer Answer);
}
