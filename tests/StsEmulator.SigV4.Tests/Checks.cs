namespace StsEmulator.SigV4.Tests;

/// <summary>Runs the checks in the order that AWS's answers show, as an authenticator does.</summary>
internal static class Checks
{
    public static SignatureRefusal Run(
        ReceivedRequest request, string secret = Requests.Secret, DateTimeOffset? now = null, SignatureRules? rules = null,
        ScopeExpectation? scope = null, SigningKeyCache? cache = null)
    {
        if (!PresentedSignature.TryRead(request, out var presented, out var refusal) ||
            !ScopeCheck.TryPass(presented, scope ?? ScopeExpectation.Any, out refusal) ||
            !SignatureTime.TryPass(presented, now ?? Requests.SignedAt, null, SignatureTime.DefaultSkew, out refusal) ||
            !MustBeSigned.TryPass(request, presented, everyAmzHeader: false, out refusal))
            return refusal;
        var key = cache is null ? SigningKey.Derive(secret, presented.Scope) : cache.GetOrDerive(presented, secret);
        SignatureCheck.TryVerify(request, presented, key, rules ?? SignatureRules.Strict, out refusal);
        return refusal;
    }

    public static SignatureFailure Failure(ReceivedRequest request) => Run(request).Failure;

    public static PresentedSignature Read(ReceivedRequest request)
    {
        bool isRead = PresentedSignature.TryRead(request, out var presented, out var refusal);
        Assert.True(isRead, refusal.ToString());
        return presented;
    }

    public static SignatureRefusal ReadRefusal(ReceivedRequest request)
    {
        Assert.False(PresentedSignature.TryRead(request, out _, out var refusal));
        return refusal;
    }

    public static ReceivedRequest WithHeader(this ReceivedRequest request, string name, string? value) => new()
    {
        Method = request.Method,
        Target = request.Target,
        Headers = request.Headers.ToArray()
            .Where(header => value is not null || !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? new HeaderField(name, value!) : header)
            .ToArray(),
        Body = request.Body,
        BodySha256 = request.BodySha256,
        IsSecure = request.IsSecure,
    };

    public static ReceivedRequest WithExtraHeader(this ReceivedRequest request, string name, string value) => new()
    {
        Method = request.Method,
        Target = request.Target,
        Headers = new[] { new HeaderField(name, value) }.Concat(request.Headers.ToArray()).ToArray(),
        Body = request.Body,
        IsSecure = request.IsSecure,
    };

    public static ReceivedRequest WithTarget(this ReceivedRequest request, string target) => new()
    {
        Method = request.Method,
        Target = target,
        Headers = request.Headers,
        Body = request.Body,
        BodySha256 = request.BodySha256,
        IsSecure = request.IsSecure,
    };

    public static ReceivedRequest WithMethod(this ReceivedRequest request, string method) => new()
    {
        Method = method,
        Target = request.Target,
        Headers = request.Headers,
        Body = request.Body,
        IsSecure = request.IsSecure,
    };

    public static ReceivedRequest WithBody(this ReceivedRequest request, byte[] body, byte[]? digest = null) => new()
    {
        Method = request.Method,
        Target = request.Target,
        Headers = request.Headers,
        Body = body,
        BodySha256 = digest ?? [],
        IsSecure = request.IsSecure,
    };

    public static string Authorization(this ReceivedRequest request) =>
        request.Headers.ToArray().Single(header => header.Name == "Authorization").Value;
}
