using System.Globalization;
using StsEmulator.Federation.Outbound;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Gives the caller a signed token that tells services elsewhere who it is.</summary>
internal sealed class GetWebIdentityToken(
    OutboundIssuer issuer, OutboundKeyRings rings, IdentifierGenerator identifiers, EmulatorClock clock) : IStsOperation
{
    private const string PermissionNeeded = "sts:GetWebIdentityToken";

    /// <summary>The further permission for a call with tags. Not confirmed by a recording.</summary>
    private const string TagPermissionNeeded = "sts:TagGetWebIdentityToken";

    public string Action => "GetWebIdentityToken";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var asked = GetWebIdentityTokenRequest.Read(reader);
        if (reader.Error is { } invalid)
            return invalid;
        if (request.IsGlobalEndpoint)
            return StsErrors.RegionalEndpointOnly(Action);
        if (StsErrors.OfReservedTags(asked.Tags) is { } reserved)
            return reserved;
        if (SessionTags.HasDuplicates(asked.Tags))
            return StsErrors.DuplicateTagKeys;

        var caller = request.Caller;
        var now = clock.GetUtcNow();
        var context = Context(asked, caller, request.Facts, now);
        foreach (string action in asked.Tags.Count > 0 ? Tagged : Plain)
        {
            if (CallerAuthorization.Decide(caller, action, "*", context) is { IsAllowed: false } denied)
                return StsErrors.NotAuthorized(caller, action, "*", denied, context);
        }
        if (!caller.Account.Account.OutboundWebIdentityFederation)
            return StsErrors.OutboundWebIdentityFederationDisabled;
        // Whole seconds in the token, so whole seconds in the answer.
        var expiration = DateTimeOffset.FromUnixTimeSeconds((now + asked.Duration).ToUnixTimeSeconds());
        if (caller.Session is { } session && expiration > session.Expiration)
            return StsErrors.SessionDurationEscalation;

        var claims = new OutboundClaims
        {
            Issuer = issuer.UrlOf(caller.Account.Id),
            Audience = asked.Audience,
            Caller = caller,
            Region = request.Facts.Region,
            IssuedAt = now,
            Expiration = expiration,
            TokenId = identifiers.RequestId().ToString(),
            RequestTags = asked.Tags,
        }.Write();
        if (claims.Length > OutboundClaims.MaximumLength)
            return StsErrors.JwtPayloadSizeExceeded;
        var keys = await rings.Of(caller.Account).GetAsync(cancellationToken);
        string token = CompactTokenWriter.Write(keys.Current(asked.SigningAlgorithm), claims.Span);
        return StsResult.Of(new Response(token, expiration));
    }

    private static readonly string[] Plain = [PermissionNeeded];
    private static readonly string[] Tagged = [PermissionNeeded, TagPermissionNeeded];

    private static ConditionContext Context(GetWebIdentityTokenRequest asked, Caller caller, RequestFacts facts, DateTimeOffset now)
    {
        var context = new ConditionContext();
        CallerContext.SetRequest(context, facts, now);
        CallerContext.SetCaller(context, caller, now);
        context.SetMany("sts:IdentityTokenAudience", asked.Audience);
        context.Set("sts:SigningAlgorithm", asked.SigningAlgorithm.Name);
        context.Set("sts:DurationSeconds", ((long)asked.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        foreach (var tag in asked.Tags)
            context.Set("aws:RequestTag/" + tag.Key, tag.Value);
        if (asked.Tags.Count > 0)
            context.SetMany("aws:TagKeys", [.. asked.Tags.Select(tag => tag.Key)]);
        return context;
    }

    private sealed class Response(string token, DateTimeOffset expiration) : IStsResponse
    {
        public void Write(IResultWriter writer)
        {
            writer.Text("WebIdentityToken", token);
            writer.Time("Expiration", expiration);
        }
    }
}

/// <param name="Audience">1 to 10, each of 1 to 1 000 characters.</param>
/// <param name="SigningAlgorithm">RS256 or ES384.</param>
/// <param name="Duration">60 s to 3 600 s, 300 s when absent.</param>
/// <param name="Tags">At most 50.</param>
internal sealed record GetWebIdentityTokenRequest(
    IReadOnlyList<string> Audience, SignatureAlgorithm SigningAlgorithm, TimeSpan Duration, IReadOnlyList<Tag> Tags)
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(300);

    public static GetWebIdentityTokenRequest Read(ParameterReader reader) => new(
        reader.RequiredTexts("Audience", 10, 1, 1000),
        reader.RequiredWord("SigningAlgorithm", 5, "RS256", "ES384") == "ES384" ? SignatureAlgorithm.ES384 : SignatureAlgorithm.RS256,
        reader.Seconds("DurationSeconds", 60, 3600) ?? DefaultDuration,
        reader.Tags());
}
