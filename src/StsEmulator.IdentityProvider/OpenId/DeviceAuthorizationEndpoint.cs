using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using StsEmulator.IdentityProvider.Clients;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>Gives codes to devices (RFC 8628, section 3.1).</summary>
internal sealed class DeviceAuthorizationEndpoint(OpenIdServices services)
{
    public async Task PostAsync(HttpContext context)
    {
        if (await FormAsync(context) is not { } form)
        {
            await RefuseAsync(context, "invalid_request", "The body is no form.");
            return;
        }
        var (clientId, secret) = Credentials(context.Request, form);
        if (services.Clients.Find(clientId) is not { } client || !client.IsSecret(secret))
        {
            await RefuseAsync(context, "invalid_client", "The client is not known here, or its secret is wrong.", StatusCodes.Status401Unauthorized);
            return;
        }
        string[] scopes = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!client.GrantTypes.Contains(OpenIdGrants.DeviceCode))
            await RefuseAsync(context, "unauthorized_client", "The client may not use this grant.");
        else if (scopes.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is not null)
            await RefuseAsync(context, "invalid_scope", "The client may not ask for one of the scopes.");
        else
            await AnswerAsync(context, await services.Devices.BeginAsync(client.ClientId, [.. scopes.Distinct()], context.RequestAborted));
    }

    private Task AnswerAsync(HttpContext context, DeviceRequest request)
    {
        string page = services.Address.Issuer() + OpenIdPaths.Device;
        return WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("device_code"u8, request.DeviceCode);
            writer.WriteString("user_code"u8, request.ShownUserCode);
            writer.WriteString("verification_uri"u8, page);
            writer.WriteString("verification_uri_complete"u8, QueryHelpers.AddQueryString(page, "user_code", request.ShownUserCode));
            writer.WriteNumber("expires_in"u8, (int)OpenIdLifetimes.DeviceCode.TotalSeconds);
            writer.WriteNumber("interval"u8, DeviceGrants.IntervalSeconds);
        });
    }

    private static Task RefuseAsync(HttpContext context, string error, string description, int statusCode = StatusCodes.Status400BadRequest)
    {
        if (statusCode == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Basic";
        return WriteAsync(context, statusCode, writer =>
        {
            writer.WriteString("error"u8, error);
            writer.WriteString("error_description"u8, description);
        });
    }

    private static async Task WriteAsync(HttpContext context, int statusCode, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.Headers.CacheControl = "no-store";
        await using Utf8JsonWriter writer = new(context.Response.BodyWriter);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static async ValueTask<IFormCollection?> FormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Reads them from the header (RFC 6749, section 2.3.1) or else from the form.</summary>
    private static (string? ClientId, string? Secret) Credentials(HttpRequest request, IFormCollection form)
    {
        if (AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header is { Scheme: "Basic", Parameter: { } parameter })
        {
            byte[] bytes = new byte[parameter.Length];
            if (!Convert.TryFromBase64String(parameter, bytes, out int length))
                return (null, null);
            string[] pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
            return pair.Length == 2 ? (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])) : (null, null);
        }
        return (form["client_id"], form["client_secret"]);
    }
}
