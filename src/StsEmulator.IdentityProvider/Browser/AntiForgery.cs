using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.Browser;

/// <summary>
/// Shows that a form was posted from a page that this browser got from us. A cookie holds a random value; the form holds a code over
/// that value and what the form does, which another site can neither read nor make.
/// </summary>
public sealed class AntiForgery(SealedText seal, IdentifierGenerator identifiers)
{
    private const string FieldName = "__form";

    private const int ValueLength = 32;

    /// <summary>Gives the hidden field that goes into a form.</summary>
    /// <param name="action">What the form does, <c>oidc/sign-in</c> for example; a form of one action does not pass for another.</param>
    public async ValueTask<Html> FieldAsync(HttpContext context, string action, CancellationToken cancellationToken)
    {
        string? value = Read(context);
        if (value is null)
        {
            value = Base64Url.EncodeToString(identifiers.Key(ValueLength));
            context.Response.Cookies.Append(CookieName(context), value, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                Path = "/",
                IsEssential = true,
            });
        }
        return Controls.Hidden(FieldName, Base64Url.EncodeToString(await CodeAsync(value, action, cancellationToken)));
    }

    /// <summary>Tells whether a posted form is ours. A page that refuses should ask the person to go back and try again.</summary>
    public async ValueTask<bool> CheckAsync(HttpContext context, IFormCollection form, string action, CancellationToken cancellationToken)
    {
        if (Read(context) is not { } value || form[FieldName] is not [{ Length: < 100 } presented])
            return false;
        byte[] expected = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(await CodeAsync(value, action, cancellationToken)));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(presented));
    }

    private static string? Read(HttpContext context) =>
        context.Request.Cookies[CookieName(context)] is { Length: 43 } value && Base64Url.IsValid(value) ? value : null;

    private static string CookieName(HttpContext context) => context.Request.IsHttps ? "__Host-sts-form" : "sts-form";

    private async ValueTask<byte[]> CodeAsync(string value, string action, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(await seal.KeyAsync("form", cancellationToken), Encoding.UTF8.GetBytes($"{value}|{action}"));
}
