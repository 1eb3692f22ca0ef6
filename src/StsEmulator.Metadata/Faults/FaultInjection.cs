using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Faults;

/// <summary>Makes requests to the metadata listener go wrong as the plan says, before any endpoint sees them.</summary>
internal sealed class FaultInjection(RequestDelegate next, FaultPlan plan, InstanceFleet instances, MetadataResponses responses, EmulatorClock clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (plan.IsEmpty)
            return next(context);
        var target = FaultTarget.Of(context, instances);
        return plan.Take(target) is { } fault ? StrikeAsync(context, target, fault.Rule.Effect) : next(context);
    }

    private Task StrikeAsync(HttpContext context, FaultTarget target, FaultEffect effect)
    {
        switch (effect)
        {
            case FaultEffect.Status status:
                return responses.WriteAsync(context, ErrorPage.Of(status.Code));
            case FaultEffect.Delay delay:
                return DelayAsync(context, delay.Time);
            case FaultEffect.Body body:
                return SpoiledBody.ServeAsync(context, next, body.Damage);
            case FaultEffect.Drop:
                context.Abort();
                return Task.CompletedTask;
            case FaultEffect.Credentials credentials:
                context.Features.Set(new CredentialsFault(credentials.ExpiresIn));
                return next(context);
            case FaultEffect.RefuseTokens:
                return responses.WriteAsync(context, target.IsTokenIssue ? ErrorPage.Forbidden : ErrorPage.Unauthorized);
            default:
                throw new InvalidOperationException($"The effect {effect.GetType().Name} is unknown.");
        }
    }

    private async Task DelayAsync(HttpContext context, TimeSpan time)
    {
        try
        {
            await Task.Delay(time, clock.Machine, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
            return;
        }
        await next(context);
    }
}

/// <summary>
/// Stands among the features of a request for credentials that are to end soon or have ended: whoever answers it issues a session of
/// this life for it, and leaves the current one alone.
/// </summary>
/// <param name="ExpiresIn">Negative for a session that has expired.</param>
internal sealed record CredentialsFault(TimeSpan ExpiresIn);
