namespace StsEmulator.Protocols.Errors;

/// <summary>The errors that every API of the query family has beside those of its operations.</summary>
public static class QueryFaults
{
    public static WireError BodyTooLarge { get; } = new("RequestEntityTooLarge", 413, "The request is larger than this endpoint reads.");

    public static WireError MalformedRequest { get; } = new("MalformedInput", 400, "The request could not be read.");

    public static WireError InternalFailure { get; } = new(
        "InternalFailure", 500, "The request processing has failed because of an unknown error, exception or failure.");

    public static WireError StoreUnavailable { get; } = new(
        "ServiceUnavailable", 503, "The session store does not answer. The request was not carried out.");

    /// <summary>There is no operation of this name and version.</summary>
    public static WireError InvalidAction(string? action, string? version) => new(
        "InvalidAction", 400, $"Could not find operation {action} for version {version ?? "NO_VERSION_SPECIFIED"}");
}
