namespace StsEmulator.Protocols.Errors;

/// <summary>What a denied request is called on the wire.</summary>
public static class AccessDeniedErrors
{
    /// <param name="action">The action that was denied, <c>service:Operation</c>; SNS has a code of its own.</param>
    /// <param name="message">The text of the denial: who, what, on what and why.</param>
    public static WireError For(ProtocolFamily family, string action, string message) => family switch
    {
        ProtocolFamily.Json => new("AccessDeniedException", 400, message),
        ProtocolFamily.RestJson => new("AccessDeniedException", 403, message),
        ProtocolFamily.Ec2 => new("UnauthorizedOperation", 403, $"You are not authorized to perform this operation. {message}"),
        ProtocolFamily.Query when action.StartsWith("sns:", StringComparison.OrdinalIgnoreCase) => new("AuthorizationError", 403, message),
        _ => new("AccessDenied", 403, message),
    };
}
