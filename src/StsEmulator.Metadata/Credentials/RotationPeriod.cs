namespace StsEmulator.Metadata.Credentials;

/// <summary>
/// One turn of the credentials of an instance or a task. Turns are counted from the instant the first were issued, which the store keeps, so that all
/// replicas change to the next keys together without talking to each other.
/// </summary>
/// <param name="Number">Counts from 0; negative when the clock was set back beyond the first.</param>
internal readonly record struct RotationPeriod(long Number, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>
    /// How much life served credentials have left at least. The service promises 5 minutes; below 25 some SDKs believe the service to be
    /// stale and stretch the expiry on their own.
    /// </summary>
    public static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(30);

    /// <summary>How long one set of keys is served.</summary>
    public static readonly TimeSpan Length = InstanceRoleAssumption.Lifetime - LeastLeft;

    public static RotationPeriod At(DateTimeOffset now, DateTimeOffset first)
    {
        long number = (long)Math.Floor((now - first) / Length);
        var start = first + (number * Length);
        return new RotationPeriod(number, start, start + Length);
    }

    public bool Contains(DateTimeOffset now) => Start <= now && now < End;
}
