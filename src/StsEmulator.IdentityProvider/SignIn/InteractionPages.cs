using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>What the pages of the provider have in common.</summary>
internal sealed class InteractionPages(OpenIdServices services, AntiForgery antiForgery)
{
    public OpenIdServices Services => services;

    public Page For(BrowserSession? session, Page page) => session is null
        ? page
        : page with { SignedInAs = session.DisplayName, SignOutPath = services.Address.Issuer() + OpenIdPaths.SignOut };

    /// <summary>Puts a form around fields, with the mark that it is ours.</summary>
    public async ValueTask<Html> FormAsync(HttpContext context, string action, params Html[] content) => Controls.Form(Html.Join(
        [await antiForgery.FieldAsync(context, "oidc/" + action, context.RequestAborted), .. content]));

    /// <summary>Reads a posted form; null when it is none of ours, and then the person has been told.</summary>
    public async ValueTask<IFormCollection?> ReadFormAsync(HttpContext context, string action)
    {
        if (context.Request.HasFormContentType)
        {
            try
            {
                var form = await context.Request.ReadFormAsync(context.RequestAborted);
                if (await antiForgery.CheckAsync(context, form, "oidc/" + action, context.RequestAborted))
                    return form;
            }
            catch (InvalidDataException)
            {
                // No form, or one that is larger than any of ours: as good as none.
            }
        }
        await PageWriter.WriteAsync(context, ErrorPages.Stale, StatusCodes.Status400BadRequest);
        return null;
    }

    /// <summary>Sends the browser on after a form; it repeats nothing that way.</summary>
    public static void SeeOther(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = location;
    }
}
