using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Http;
using StsEmulator.Protocols.Query;
using StsEmulator.SigV4;

namespace StsEmulator.IamApi;

/// <summary>
/// One IAM request in six phases, in this order and in one method, so that no operation can skip one: read, find, authenticate, execute,
/// write, record.
/// </summary>
public sealed partial class IamEndpoint(
    RequestAuthenticator authenticator, LiveDirectory directory, IdentifierGenerator identifiers, EmulatorClock clock, IamOptions options,
    CallLog calls, IamPorts ports, ILogger<IamEndpoint> logger)
{
    private readonly IamResponseWriter writer = new(clock);
    private readonly AuthenticationExpectation expectation = new()
    {
        Scope = new ScopeExpectation("iam", [.. options.Regions]),
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
        // The listener's own limit suits the other APIs; it can be raised as long as nobody has begun to read.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.MaximumBodyLength;
        string requestId = identifiers.RequestId().ToString();
        try
        {
            await HandleAsync(context, requestId);
        }
        catch (StoreUnavailableException exception)
        {
            StoreUnavailable(exception.Message);
            await writer.WriteAsync(context, QueryFaults.StoreUnavailable, requestId);
        }
        catch (BadHttpRequestException exception)
        {
            bool isTooLarge = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await writer.WriteAsync(context, isTooLarge ? QueryFaults.BodyTooLarge : QueryFaults.MalformedRequest, requestId);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            Crashed(exception, requestId);
            await writer.WriteAsync(context, QueryFaults.InternalFailure, requestId);
        }
    }

    private async ValueTask HandleAsync(HttpContext context, string requestId)
    {
        using var body = await RequestBody.ReadAsync(context.Request, options.MaximumBodyLength, context.RequestAborted);
        if (body.IsTooLarge || !RequestParameters.TryRead(context, body.Bytes, out var parameters))
        {
            await writer.WriteAsync(context, QueryFaults.BodyTooLarge, requestId);
            return;
        }

        if (parameters["Action"] is not { } action)
        {
            Redirect(context, requestId);
            return;
        }
        string? version = parameters["Version"];
        if (version != IamOperations.Version || !IamModel.Operations.Contains(action))
        {
            await writer.WriteAsync(context, QueryFaults.InvalidAction(action, version), requestId);
            return;
        }

        var request = ReceivedHttpRequest.Of(context, body.Bytes, out var rented);
        var authentication = await authenticator.AuthenticateAsync(request, expectation, context.RequestAborted);
        ReceivedHttpRequest.Return(rented);
        if (!authentication.IsAuthenticated)
        {
            var refused = AuthenticationErrors.For(authentication.Refusal, ProtocolFamily.Query, "iam", options.ExplainsSignatures);
            Record(action, requestId, refused.Code, authentication.Refusal);
            await writer.WriteAsync(context, refused, requestId);
            return;
        }
        var caller = authentication.Caller;
        if (IamOperations.Find(action) is not { } operation)
        {
            await writer.WriteAsync(context, IamErrors.NotImplemented(action), requestId);
            return;
        }

        var call = new IamCall(action, caller, parameters, HttpFacts.Of(context, caller.Region), directory.Current, clock.GetUtcNow(), identifiers)
        {
            Ports = ports,
        };
        (call, var outcome) = await ExecuteAsync(operation, call, context.RequestAborted);

        await (outcome.IsSuccess
            ? writer.WriteAsync(context, action, outcome.Result, requestId)
            : writer.WriteAsync(context, outcome.Error.Value, requestId));
        Record(call, requestId, outcome);
    }

    private async ValueTask<(IamCall Call, IamOutcome Outcome)> ExecuteAsync(IamOperation operation, IamCall call, CancellationToken cancellationToken)
    {
        if (operation.Prepare is { } prepare)
            await prepare(call, cancellationToken);
        var outcome = operation.Execute(call);
        if (!outcome.HasChange)
            return (call, outcome);
        await directory.ChangeAsync(
            snapshot =>
            {
                call = call.On(snapshot);
                outcome = operation.Execute(call);
                return outcome.HasChange ? new DirectoryChange(snapshot.Version + 1, outcome.Upserts, outcome.Deletes) : null;
            },
            cancellationToken);
        return (call, outcome);
    }

    private void Redirect(HttpContext context, string requestId)
    {
        writer.WriteHeaders(context.Response, requestId);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = "https://aws.amazon.com/iam" + context.Request.QueryString.Value;
        context.Response.ContentLength = 0;
    }

    private void Record(IamCall call, string requestId, IamOutcome outcome)
    {
        string? code = outcome.Error?.Code;
        calls.Record(new CallRecord
        {
            Time = clock.GetUtcNow(),
            Source = "iam",
            Action = "iam:" + call.Action,
            Resource = call.Resource,
            Caller = call.Caller.Principal,
            AccessKeyId = call.Caller.AccessKeyId,
            RequestId = requestId,
            ErrorCode = code,
            ErrorMessage = outcome.Error?.Message,
            Evidence = call.Evidence,
        });
        if (code is null)
            Answered(call.Action, call.Caller.Principal.Arn);
        else
            Refused(call.Action, code, call.Caller.Principal.Arn);
    }

    /// <summary>The text of the error stays out: it can hold the parts of the request that were signed.</summary>
    private void Record(string action, string requestId, string errorCode, AuthenticationRefusal refusal)
    {
        NotAuthenticated(action, errorCode, refusal.Failure);
        calls.Record(new CallRecord
        {
            Time = clock.GetUtcNow(),
            Source = "iam",
            Action = "iam:" + action,
            AccessKeyId = refusal.AccessKeyId,
            RequestId = requestId,
            ErrorCode = errorCode,
            Evidence = new CallEvidence(null, Note: $"The request was not authenticated: {refusal.Failure}."),
        });
    }

    [LoggerMessage(1001, LogLevel.Debug, "{Action} answered for {CallerArn}")]
    private partial void Answered(string action, string callerArn);

    [LoggerMessage(1002, LogLevel.Information, "{Action} refused with {ErrorCode} for {CallerArn}")]
    private partial void Refused(string action, string errorCode, string callerArn);

    [LoggerMessage(1003, LogLevel.Information, "{Action} not authenticated: {ErrorCode} ({Failure})")]
    private partial void NotAuthenticated(string action, string errorCode, AuthenticationFailure failure);

    [LoggerMessage(1004, LogLevel.Error, "Request {RequestId} failed")]
    private partial void Crashed(Exception exception, string requestId);

    [LoggerMessage(1005, LogLevel.Warning, "The store does not answer: {Reason}")]
    private partial void StoreUnavailable(string reason);
}
