using Google.Protobuf.WellKnownTypes;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>Writes who a caller is.</summary>
internal static class CallerReply
{
    public static VerifyResponse Of(Caller caller)
    {
        var response = IdentityOf(caller);
        response.CredentialScope = ScopeOf(caller);
        return response;
    }

    /// <summary>Writes what stays the same from request to request.</summary>
    public static VerifyResponse IdentityOf(Caller caller)
    {
        var response = new VerifyResponse { Authenticated = true, Principal = Of(caller.Principal) };
        if (caller.Session is { } session)
            response.Session = Of(session);
        return response;
    }

    public static V1.Principal Of(Iam.Principals.Principal principal) => new()
    {
        Arn = principal.Arn,
        UserId = principal.UserId,
        Account = principal.Account?.ToString() ?? "",
        Type = Of(principal.Kind),
        UniqueId = principal.UniqueId ?? "",
        Name = principal.Name ?? "",
        RoleArn = principal.Kind == PrincipalKind.RoleSession ? principal.IdentityArn : "",
        Partition = principal.Partition,
    };

    private static PrincipalType Of(PrincipalKind kind) => kind switch
    {
        PrincipalKind.Root => PrincipalType.Root,
        PrincipalKind.User => PrincipalType.User,
        PrincipalKind.RoleSession => PrincipalType.AssumedRole,
        PrincipalKind.FederatedUser => PrincipalType.FederatedUser,
        PrincipalKind.Service => PrincipalType.Service,
        PrincipalKind.Anonymous => PrincipalType.Anonymous,
        _ => PrincipalType.Unspecified,
    };

    private static CredentialScope ScopeOf(Caller caller)
    {
        var scope = new CredentialScope
        {
            AccessKeyId = caller.AccessKeyId,
            Date = caller.ScopeDate,
            Region = caller.Region,
            Service = caller.Service,
        };
        foreach (var name in caller.SignedHeaders)
            scope.SignedHeaders.Add(FrequentHeaders.Text(name));
        return scope;
    }

    private static V1.SessionFacts Of(Session session)
    {
        var reply = new V1.SessionFacts
        {
            IssuedAt = Timestamp.FromDateTimeOffset(session.IssuedAt),
            ExpiresAt = Timestamp.FromDateTimeOffset(session.Expiration),
            SessionName = session.SessionName ?? "",
        };
        if (session.Facts is not { } facts)
            return reply;
        if (facts.MfaAuthenticatedAt is { } at)
        {
            reply.MfaAuthenticated = true;
            reply.MfaAuthenticatedAt = Timestamp.FromDateTimeOffset(at);
        }
        foreach (var tag in facts.Tags)
            reply.Tags.Add(new Tag { Key = tag.Key, Value = tag.Value });
        foreach (string key in facts.TransitiveTagKeys)
            reply.TransitiveTagKeys.Add(key);
        foreach (var (key, values) in facts.Context)
            reply.Context[key] = new ContextValues { Values = { values }, Multivalued = values.Count > 1 };
        reply.SourceIdentity = facts.SourceIdentity ?? "";
        reply.FederatedProvider = facts.FederatedProvider ?? "";
        reply.HasSessionPolicy = facts.Policies is { Count: > 0 };
        return reply;
    }
}
