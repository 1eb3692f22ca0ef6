using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Makes trade-in tokens, in place of the customer who approves a delegation request.</summary>
internal sealed class TradeInTokenControl(TradeInTokens tokens, LiveDirectory directory, EmulatorClock clock)
{
    /// <summary>Makes a token; the answer is the only place where it can be read.</summary>
    public async ValueTask<ControlAnswer> MintAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        SeedProblems problems = new();
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        var grant = SeedJson.Read(body, problems) is { } node
            ? new TradeInGrantReader(problems, directory.Current, clock.GetUtcNow()).Read(node)
            : null;
        if (grant is null)
            return ControlAnswer.Invalid(SeedJson.Describe(problems));
        string token = await tokens.MintAsync(grant, cancellationToken);
        return ControlAnswer.Created(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("TradeInToken"u8, token);
            writer.WriteString("Expiration"u8, IsoInstant.Format(grant.Expiration));
            writer.WriteEndObject();
        });
    }
}

/// <summary>Reads what a trade-in token shall be good for.</summary>
internal sealed class TradeInGrantReader(SeedProblems problems, DirectorySnapshot directory, DateTimeOffset now)
{
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(15), LongestSession = TimeSpan.FromHours(12);

    private static readonly TimeSpan UsualSession = TimeSpan.FromHours(1), ShortestLife = TimeSpan.FromSeconds(1), UsualLife = TimeSpan.FromMinutes(15);

    /// <returns>Null with the problems reported.</returns>
    public TradeInGrant? Read(SeedNode node)
    {
        SeedElement element = new(node, problems, "Principal", "SessionName", "Duration", "Policy", "ProviderAccountId", "ExpiresIn");
        string? principal = element.Required("Principal", TextRule.Arn);
        var role = principal is not null && Arn.TryParse(principal, out var arn) ? directory.FindRole(arn)?.Role : null;
        if (principal is not null && role is null)
            element.Report("Principal", $"there is no role `{principal}`");
        string session = element.Text("SessionName", TextRule.RoleSessionName) ?? "delegated";
        var duration = element.Duration("Duration", ShortestSession, LongestSession) ?? UsualSession;
        var life = element.Duration("ExpiresIn", ShortestLife, TradeInTokens.MaximumLife) ?? UsualLife;
        var policy = element.Find("Policy") is null
            ? null
            : new PolicyReader(problems).Document(element, "Policy", "Policy", Iam.Policies.PolicyType.Session);
        bool hasProvider = AccountId.TryParse(element.Text("ProviderAccountId", TextRule.AccountId), out var provider);
        if (problems.Found.Count > 0 || role is null)
            return null;
        return new TradeInGrant
        {
            PrincipalArn = principal!,
            PrincipalId = role.RoleId,
            SessionName = session,
            Duration = duration,
            Policy = policy,
            ProviderAccount = hasProvider ? provider : null,
            Expiration = now + life,
        };
    }
}
