namespace StsEmulator.Sts;

/// <summary>Settings of the STS endpoint.</summary>
public sealed record StsOptions
{
    /// <summary>Gets the largest request body. Bytes, default 1 MiB.</summary>
    public int MaximumBodyLength { get; init; } = 1024 * 1024;

    /// <summary>Gets the region of calls that name none, default <c>us-east-1</c>.</summary>
    public string DefaultRegion { get; init; } = "us-east-1";

    /// <summary>Gets regions accepted beside the known ones.</summary>
    public IReadOnlyList<string> AdditionalRegions { get; init; } = [];

    /// <summary>Gets whether mismatches are explained by the canonical request in the error message. Off by default, as in the real service.</summary>
    public bool ExplainsSignatures { get; init; }
}
