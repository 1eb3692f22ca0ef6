namespace StsEmulator.Iam.Storage;

/// <summary>
/// The store did not answer. Every protocol answers this as "unavailable" (503, UNAVAILABLE) and lets nothing through.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
