using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Identity;

/// <summary>The identity document of each instance and its signatures, made once and kept while account and certificate stay.</summary>
internal sealed class IdentityDocuments(InstanceProfiles profiles, InstanceIdentityCertificate certificate)
{
    /// <summary>Gets the document; the same object as long as its bytes are the same.</summary>
    public MetadataContent Document(SimulatedInstance instance) => Current(instance, Slot(instance)).Content;

    public async ValueTask<SignedDocument> SignAsync(SimulatedInstance instance, CancellationToken cancellationToken)
    {
        var slot = Slot(instance);
        var key = await certificate.GetAsync(cancellationToken);
        var document = Current(instance, slot);
        if (slot.Signed is { } held && ReferenceEquals(held.Document, document) && ReferenceEquals(held.Key, key))
            return held.Signatures;
        var signatures = key.Sign(document.Bytes);
        slot.Signed = new Signed(document, key, signatures);
        return signatures;
    }

    private Kept Slot(SimulatedInstance instance) => instance.Keep(this, static _ => new Kept());

    private Written Current(SimulatedInstance instance, Kept slot)
    {
        // The account of an instance without a profile is the directory's first, and so may change.
        string? account = profiles.AccountOf(instance);
        if (slot.Written is { } held && held.Account == account)
            return held;
        byte[] bytes = Write(instance, account);
        var written = new Written(account, bytes, new MetadataContent(bytes, instance.LaunchTime));
        slot.Written = written;
        return written;
    }

    private static byte[] Write(SimulatedInstance instance, string? account) => MetadataJson.Write(
    [
        new("accountId", account),
        new("architecture", instance.Architecture),
        new("availabilityZone", instance.AvailabilityZone),
        new("billingProducts", null),
        new("devpayProductCodes", null) { Values = Codes(instance, "devpay") },
        new("marketplaceProductCodes", null) { Values = Codes(instance, "marketplace") },
        new("imageId", instance.ImageId),
        new("instanceId", instance.InstanceId),
        new("instanceType", instance.InstanceType),
        new("kernelId", instance.Settings.KernelId),
        new("pendingTime", MetadataJson.Time(instance.LaunchTime)),
        new("privateIp", instance.PrivateIpAddress),
        new("ramdiskId", instance.Settings.RamdiskId),
        new("region", instance.Region),
        new("version", "2017-09-30"),
    ]);

    /// <summary>The product codes of one type; null where there is none, as the service writes it.</summary>
    private static string[]? Codes(SimulatedInstance instance, string type)
    {
        string[] codes = [.. instance.Settings.ProductCodes.Where(code => code.ProductCodeType == type).Select(code => code.ProductCodeId)];
        return codes.Length > 0 ? codes : null;
    }

    private sealed class Kept
    {
        private volatile Written? written;
        private volatile Signed? signed;

        public Written? Written
        {
            get => written;
            set => written = value;
        }

        public Signed? Signed
        {
            get => signed;
            set => signed = value;
        }
    }

    private sealed record Written(string? Account, byte[] Bytes, MetadataContent Content);

    private sealed record Signed(Written Document, IdentityKey Key, SignedDocument Signatures);
}
