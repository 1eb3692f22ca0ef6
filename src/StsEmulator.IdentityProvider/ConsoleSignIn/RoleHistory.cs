using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Principals;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>The roles a person switched to last, in a sealed cookie that nobody else who signs in with this browser can read.</summary>
internal sealed class RoleHistory(SealedText seal)
{
    /// <summary>How many are kept, as in the real console: 5.</summary>
    public const int Capacity = 5;

    /// <summary>The longest cookie that is written and looked at, in characters; browsers keep 4096 octets of one.</summary>
    private const int MaximumLength = 3900;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async ValueTask<IReadOnlyList<RecentRole>> ReadAsync(HttpContext context, Principal principal, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName(context)] is not { Length: > 0 and <= MaximumLength } text
            || await seal.OpenAsync(Purpose(principal), text, cancellationToken) is not { } content)
        {
            return [];
        }
        return JsonSerializer.Deserialize(content, RoleHistoryJson.Default.RecentRoleArray) ?? [];
    }

    /// <summary>Puts a role first; the oldest go.</summary>
    public async Task AddAsync(HttpContext context, Principal principal, RecentRole role, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(context, principal, cancellationToken);
        RecentRole[] roles = [role, .. before.Where(other => !other.IsSameAs(role)).Take(Capacity - 1)];
        string text;
        do
        {
            text = await seal.SealAsync(Purpose(principal), JsonSerializer.SerializeToUtf8Bytes(roles, RoleHistoryJson.Default.RecentRoleArray), cancellationToken);
            roles = roles[..^1];
        }
        while (text.Length > MaximumLength);
        context.Response.Cookies.Append(CookieName(context), text, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = Lifetime,
            IsEssential = true,
        });
    }

    private static string Purpose(Principal principal) => "console/roles/" + principal.Arn;

    private static string CookieName(HttpContext context) => context.Request.IsHttps ? "__Host-sts-roles" : "sts-roles";
}

/// <summary>A role that was switched to.</summary>
/// <param name="Account">As it was typed: an id or an alias.</param>
/// <param name="RoleName">With its path, where it has one.</param>
internal sealed record RecentRole(string Account, string RoleName, string? DisplayName)
{
    /// <summary>Gets what the person calls it.</summary>
    [JsonIgnore]
    public string Label => DisplayName ?? $"{RoleName} @ {Account}";

    public bool IsSameAs(RecentRole other) => Account == other.Account && RoleName == other.RoleName;
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecentRole[]))]
internal sealed partial class RoleHistoryJson : JsonSerializerContext;
