using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Tokens;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Http;

/// <summary>
/// The instance metadata service. Every request passes the same stations in one method: who calls, is the service on, is the method
/// fit for the path, is the token good, and only then what the path holds, so that a caller without a token learns of no path.
/// </summary>
internal sealed class InstanceMetadataEndpoint(
    InstanceFleet instances, MetadataTokens tokens, MetadataTree tree, MetadataResponses responses, EmulatorClock clock)
{
    public const string TokenHeader = "X-Aws-Ec2-Metadata-Token";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await responses.WriteAsync(context, ErrorPage.Unavailable);
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (instances.Find(context.Connection.RemoteIpAddress) is not { } instance)
            return responses.WriteAsync(context, ErrorPage.NotFound);
        if (!instance.Options.IsEnabled)
            return responses.WriteAsync(context, ErrorPage.Forbidden);

        string method = context.Request.Method;
        var path = new MetadataPath(context.Request.Path.Value);
        bool isRoot = path.IsAtEnd, isVersioned = MetadataVersions.Contains(path.Next());
        if (isVersioned && path.IsTokenPath())
        {
            return HttpMethods.IsPut(method)
                ? IssueTokenAsync(context, instance)
                : responses.WriteNotAllowedAsync(context, "OPTIONS, PUT");
        }
        HopLimit.Restore(context);
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            // The first name alone decides between 405 and 404; more is not told without a token.
            return isRoot || (isVersioned && (path.IsAtEnd || MetadataTree.HasTop(path.Next())))
                ? responses.WriteNotAllowedAsync(context, "GET, HEAD")
                : responses.WriteAsync(context, ErrorPage.NotFound);
        }
        return ReadAsync(context, instance);
    }

    private async Task IssueTokenAsync(HttpContext context, SimulatedInstance instance)
    {
        var headers = context.Request.Headers;
        // A forwarded request comes from a proxy that was tricked into asking for somebody else.
        if (headers.ContainsKey("X-Forwarded-For"))
            await responses.WriteAsync(context, ErrorPage.Forbidden);
        else if (!TokenTtl.TryRead(headers[MetadataResponses.TtlHeader], out int ttlSeconds))
            await responses.WriteAsync(context, ErrorPage.BadRequest);
        else
            await IssueAsync(context, instance, ttlSeconds);
    }

    private async Task IssueAsync(HttpContext context, SimulatedInstance instance, int ttlSeconds)
    {
        byte[] token = await tokens.IssueAsync(instance, ttlSeconds, context.RequestAborted);
        HopLimit.Set(context, instance.Options.HttpPutResponseHopLimit);
        await responses.WriteTokenAsync(context, token, ttlSeconds);
    }

    private async Task ReadAsync(HttpContext context, SimulatedInstance instance)
    {
        // A header without a value counts as absent (unverified); a bad token is refused also where none is needed.
        string presented = context.Request.Headers[TokenHeader].ToString();
        bool hasToken = presented.Length > 0;
        long secondsLeft = hasToken ? await tokens.SecondsLeftAsync(instance, presented, context.RequestAborted) : 0;
        if (secondsLeft == 0 && (hasToken || instance.Options.RequiresToken))
        {
            await responses.WriteAsync(context, ErrorPage.Unauthorized);
            return;
        }

        var reader = new MetadataReader(instance, hasToken ? RoleDelivery.Version2 : RoleDelivery.Version1, clock.GetUtcNow())
        {
            CredentialsLife = context.Features.Get<CredentialsFault>()?.ExpiresIn,
        };
        var content = await FindAsync(context.Request.Path.Value, reader, context.RequestAborted);
        if (content is null)
            await responses.WriteAsync(context, ErrorPage.NotFound);
        else
            await responses.WriteAsync(context, content, hasToken ? secondsLeft : null);
    }

    private ValueTask<MetadataContent?> FindAsync(string? requested, MetadataReader reader, CancellationToken cancellationToken)
    {
        var path = new MetadataPath(requested);
        if (path.IsAtEnd)
            return ValueTask.FromResult<MetadataContent?>(new MetadataContent(MetadataVersions.Listing, reader.Instance.LaunchTime));
        var node = MetadataVersions.Contains(path.Next()) ? tree.Root : null;
        while (node is not null && !path.IsAtEnd)
            node = node.Find(path.Next(), reader);
        return node is null ? ValueTask.FromResult<MetadataContent?>(null) : node.ReadAsync(reader, cancellationToken);
    }
}
