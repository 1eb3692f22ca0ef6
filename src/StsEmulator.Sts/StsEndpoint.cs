using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
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
            await FailAsync(context, requestId, QueryFaults.StoreUnavailable);
        }
        catch (BadHttpRequestException exception)
        {
            await FailAsync(context, requestId, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? QueryFaults.BodyTooLarge : QueryFaults.MalformedRequest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            Crashed(exception, requestId);
            await FailAsync(context, requestId, QueryFaults.InternalFailure);
        }
    }

    private async ValueTask HandleAsync(HttpContext context, string requestId)
    {
        using var body = await RequestBody.ReadAsync(context.Request, options.MaximumBodyLength, context.RequestAborted);
        if (body.IsTooLarge || !RequestParameters.TryRead(context, body.Bytes, out var parameters))
        {
            await FailAsync(context, requestId, QueryFaults.BodyTooLarge);
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
            await FailAsync(context, requestId, QueryFaults.InvalidAction(action, parameters["Version"]));
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
        var outcome = await operation.ExecuteAsync(parameters, new StsRequest(caller, HttpFacts.Of(context, region), IsGlobal(context)), context.RequestAborted);

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
