using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Http;
using StsEmulator.Protocols.Query;
using StsEmulator.SigV4;

namespace StsEmulator.Sts;

/// <summary>
/// One STS request in six phases, in this order and in one method, so that no operation can skip one: read, find, authenticate,
/// execute, write, record.
/// </summary>
public sealed partial class StsEndpoint(
    StsOperations operations, RequestAuthenticator authenticator, IdentifierGenerator identifiers,
    Iam.Time.EmulatorClock clock, StsOptions options, CallLog calls, ILogger<StsEndpoint> logger)
{
    private readonly StsResponseWriter writer = new(clock);
    private readonly AuthenticationExpectation expectation = new()
    {
        Scope = new ScopeExpectation("sts", [options.DefaultRegion, .. RegionNames.Known.Where(name => name != options.DefaultRegion), .. options.AdditionalRegions]),
        Explains = options.ExplainsSignatures,
    };

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, POST";
            return;
        }
        string requestId = identifiers.RequestId().ToString();
        try
        {
            await HandleAsync(context, requestId);
        }
        catch (StoreUnavailableException exception)
        {
            StoreUnavailable(exception.Message);
            await FailAsync(context, requestId, StoreUnavailableError);
        }
        catch (BadHttpRequestException exception)
        {
            await FailAsync(context, requestId, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? BodyTooLarge : MalformedRequest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            Crashed(exception, requestId);
            await FailAsync(context, requestId, InternalFailure);
        }
    }

    private async ValueTask HandleAsync(HttpContext context, string requestId)
    {
        using var body = await RequestBody.ReadAsync(context.Request, options.MaximumBodyLength, context.RequestAborted);
        if (body.IsTooLarge || !TryReadParameters(context, body.Bytes, out var parameters))
        {
            await FailAsync(context, requestId, BodyTooLarge);
            return;
        }

        string? action = parameters["Action"];
        if (action is null)
        {
            Redirect(context, requestId);
            return;
        }
        if (operations.Find(action, parameters["Version"]) is not { } operation)
        {
            await FailAsync(context, requestId, StsErrors.InvalidAction(action, parameters["Version"]));
            return;
        }

        Caller? caller = null;
        if (operation.Caller == CallerRequirement.SignedRequest)
        {
            var request = ReceivedHttpRequest.Of(context, body.Bytes, out var rented);
            var result = await authenticator.AuthenticateAsync(request, expectation, context.RequestAborted);
            ReceivedHttpRequest.Return(rented);
            if (!result.IsAuthenticated)
            {
                var refused = AuthenticationErrors.For(result.Refusal, ProtocolFamily.Query, "sts", options.ExplainsSignatures);
                NotAuthenticated(action, refused.Code, result.Refusal.Failure);
                Record(operation, parameters, requestId, refused.Code, result.Refusal);
                await FailAsync(context, requestId, refused);
                return;
            }
            caller = result.Caller;
        }

        string region = caller?.Region is { Length: > 0 } signed ? signed : RegionOfHost(context.Request.Host.Host);
        var outcome = await operation.ExecuteAsync(parameters, new StsRequest(caller, Facts(context, region), IsGlobal(context)), context.RequestAborted);

        writer.WriteHeaders(context.Response, requestId, region);
        await (outcome.IsSuccess
            ? StsResponseWriter.WriteAsync(context, action, outcome.Response, requestId)
            : StsResponseWriter.WriteAsync(context, outcome.Error, requestId));

        Record(operation, parameters, requestId, caller, outcome);
        if (outcome.IsSuccess)
            Answered(action, caller?.Principal.Arn);
        else
            Refused(action, outcome.Error.Code, caller?.Principal.Arn);
    }

    private void Record(IStsOperation operation, QueryParameters parameters, string requestId, Caller? caller, in StsResult outcome) => calls.Record(new CallRecord
    {
        Time = clock.GetUtcNow(),
        Source = "sts",
        Action = "sts:" + operation.Action,
        Resource = parameters["RoleArn"],
        Caller = caller?.Principal,
        AccessKeyId = caller?.AccessKeyId,
        RequestId = requestId,
        ErrorCode = outcome.IsSuccess ? null : outcome.Error.Code,
        ErrorMessage = outcome.IsSuccess ? null : outcome.Error.Message,
        Evidence = outcome.Evidence,
    });

    /// <summary>The text of the error stays out: it can hold the parts of the request that were signed.</summary>
    private void Record(IStsOperation operation, QueryParameters parameters, string requestId, string errorCode, AuthenticationRefusal refusal) => calls.Record(new CallRecord
    {
        Time = clock.GetUtcNow(),
        Source = "sts",
        Action = "sts:" + operation.Action,
        Resource = parameters["RoleArn"],
        AccessKeyId = refusal.AccessKeyId,
        RequestId = requestId,
        ErrorCode = errorCode,
        Evidence = new CallEvidence(null, Note: $"The request was not authenticated: {refusal.Failure}."),
    });

    private static WireError BodyTooLarge { get; } = new("RequestEntityTooLarge", StatusCodes.Status413PayloadTooLarge, "The request is larger than this endpoint reads.");

    private static WireError MalformedRequest { get; } = new("MalformedInput", StatusCodes.Status400BadRequest, "The request could not be read.");

    private static WireError InternalFailure { get; } = new("InternalFailure", StatusCodes.Status500InternalServerError, "The request processing has failed because of an unknown error, exception or failure.");

    private static WireError StoreUnavailableError { get; } = new("ServiceUnavailable", StatusCodes.Status503ServiceUnavailable, "The session store does not answer. The request was not carried out.");

    /// <summary>Parameters come from the form of a POST, otherwise from the query string; another body is none.</summary>
    private static bool TryReadParameters(HttpContext context, ReadOnlyMemory<byte> body, out QueryParameters parameters)
    {
        bool isForm = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        if (HttpMethods.IsPost(context.Request.Method) && isForm && !body.IsEmpty)
            return QueryParameters.TryParse(body.Span, out parameters!);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            parameters = QueryParameters.Empty;
            return true;
        }
        return QueryParameters.TryParse(System.Text.Encoding.Latin1.GetBytes(target[(query + 1)..]), out parameters!);
    }

    private static RequestFacts Facts(HttpContext context, string region)
    {
        var address = context.Connection.RemoteIpAddress;
        var headers = context.Request.Headers;
        return new RequestFacts
        {
            SourceIp = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString(),
            UserAgent = headers.UserAgent.Count > 0 ? headers.UserAgent.ToString() : null,
            Referer = headers.Referer.Count > 0 ? headers.Referer.ToString() : null,
            IsSecure = context.Request.IsHttps,
            Region = region,
        };
    }

    /// <summary>A request to a loopback address or any other name is one to a regional endpoint.</summary>
    private static bool IsGlobal(HttpContext context) => context.Request.Host.Host.Equals("sts.amazonaws.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the region of <c>sts.eu-west-1.amazonaws.com</c> and its like; any other host is in the default region.</summary>
    private string RegionOfHost(string host)
    {
        string[] labels = host.Split('.');
        return labels.Length > 2 && labels[0] is "sts" or "sts-fips" && IsRegion(labels[1]) ? labels[1] : options.DefaultRegion;
    }

    private bool IsRegion(string name) => RegionNames.Known.Contains(name) || options.AdditionalRegions.Contains(name);

    private void Redirect(HttpContext context, string requestId)
    {
        writer.WriteHeaders(context.Response, requestId, RegionOfHost(context.Request.Host.Host));
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = "https://aws.amazon.com/iam" + context.Request.QueryString.Value;
        context.Response.ContentLength = 0;
    }

    private async ValueTask FailAsync(HttpContext context, string requestId, WireError error)
    {
        writer.WriteHeaders(context.Response, requestId, RegionOfHost(context.Request.Host.Host));
        await StsResponseWriter.WriteAsync(context, error, requestId);
    }

    [LoggerMessage(1001, LogLevel.Debug, "{Action} answered for {CallerArn}")]
    private partial void Answered(string action, string? callerArn);

    [LoggerMessage(1002, LogLevel.Information, "{Action} refused with {ErrorCode} for {CallerArn}")]
    private partial void Refused(string action, string errorCode, string? callerArn);

    [LoggerMessage(1003, LogLevel.Information, "{Action} not authenticated: {ErrorCode} ({Failure})")]
    private partial void NotAuthenticated(string action, string errorCode, AuthenticationFailure failure);

    [LoggerMessage(1004, LogLevel.Error, "Request {RequestId} failed")]
    private partial void Crashed(Exception exception, string requestId);

    [LoggerMessage(1005, LogLevel.Warning, "The store does not answer: {Reason}")]
    private partial void StoreUnavailable(string reason);
}
