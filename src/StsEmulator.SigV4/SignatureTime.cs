namespace StsEmulator.SigV4;

/// <summary>Judges the time of signing. Expiry of the session itself is not its business.</summary>
public static class SignatureTime
{
    /// <summary>The tolerance of STS, IAM and S3; other services differ, so it is a setting. Source: measured and AWS documentation.</summary>
    public static readonly TimeSpan DefaultSkew = TimeSpan.FromMinutes(15);

    /// <summary>Passes a signature that is current on either clock; a refusal speaks of <paramref name="now"/>.</summary>
    /// <param name="alsoNow">A second clock: the real time, when the emulator's has been moved and its clients' have not.</param>
    public static bool TryPass(
        in PresentedSignature presented, DateTimeOffset now, DateTimeOffset? alsoNow, TimeSpan skew, out SignatureRefusal refusal)
    {
        refusal = default;
        var failure = Judge(presented, now, skew);
        if (failure == SignatureFailure.None || (alsoNow is { } other && Judge(presented, other, skew) == SignatureFailure.None))
            return true;

        var limit = failure switch
        {
            SignatureFailure.TooOld => Add(now, -skew),
            SignatureFailure.NotYetCurrent => Add(now, skew),
            _ => Add(presented.SignedAt, presented.ValidFor.GetValueOrDefault()),
        };
        refusal = SignatureRefusal.Because(failure, presented.Location) with
        {
            Time = new TimeMismatch(presented.SignedAt, limit, now, skew, presented.ValidFor),
        };
        return false;
    }

    /// <remarks>Both ends of the window are inside. Without a lifetime of its own a presigned request lives as long as a signed one.</remarks>
    private static SignatureFailure Judge(in PresentedSignature presented, DateTimeOffset now, TimeSpan skew)
    {
        var age = now - presented.SignedAt;
        if (age < -skew)
            return SignatureFailure.NotYetCurrent;
        if (presented.Location == SignatureLocation.Query && presented.ValidFor is { } validFor)
            return age > validFor ? SignatureFailure.PresignedExpired : SignatureFailure.None;
        return age > skew ? SignatureFailure.TooOld : SignatureFailure.None;
    }

    /// <summary>Adds without leaving the calendar: clients may sign in the year 9999.</summary>
    private static DateTimeOffset Add(DateTimeOffset time, TimeSpan span)
    {
        long ticks = Math.Clamp(time.UtcTicks + span.Ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
