using Microsoft.Extensions.DependencyInjection;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider;

/// <summary>Registers what the pages of the server share.</summary>
public static class IdentityProviderServices
{
    /// <summary>Browser sessions, anti-forgery and the limit on guessing. Needs the store's ports, the directory, the clock and ids.</summary>
    public static IServiceCollection AddBrowserSessions(this IServiceCollection services) => services
        .AddSingleton<SealedText>()
        .AddSingleton<BrowserSessions>()
        .AddSingleton<AntiForgery>()
        .AddSingleton<PasswordLimiter>();
}
