using System.Globalization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Signing;

/// <summary>
/// The private keys of one issuer, which all replicas share: whoever needs them first makes them, and the store keeps them until a reset.
/// A rotation adds a generation; the keys before it stay published for a time.
/// </summary>
public sealed class SigningKeyRing : IDisposable
{
    /// <summary>
    /// How often a ring can be rotated before a reset. Generations are numbered without gaps and stay in the store, because it has no
    /// compare-and-swap; a starting replica counts through them.
    /// </summary>
    public const int MaximumRotations = 1000;

    /// <summary>How long, on the machine clock, this replica may go on signing with keys that another has rotated away.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SigningKeyRingOptions options;
    private readonly ISharedValueStore values;
    private readonly LiveDirectory directory;
    private readonly EmulatorClock clock;
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile ReadRing? read;

    public SigningKeyRing(SigningKeyRingOptions options, ISharedValueStore values, LiveDirectory directory, EmulatorClock clock)
    {
        if (options.Algorithms.Count == 0 || options.Algorithms.Any(algorithm => !SigningKey.Supports(algorithm)))
            throw new ArgumentException("A ring signs with RS256, ES256 and ES384.", nameof(options));
        this.options = options;
        this.values = values;
        this.directory = directory;
        this.clock = clock;
    }

    /// <summary>Gets the keys to sign with; remembered, so it costs a round trip at most every <see cref="ReadAgainAfter"/>.</summary>
    public ValueTask<SigningKeySet> GetAsync(CancellationToken cancellationToken)
    {
        var known = read;
        return IsFresh(known) ? ValueTask.FromResult(known!.Keys) : ReadAsync(Purpose.Sign, cancellationToken);
    }

    /// <summary>Gets the keys to publish, with what other replicas have added: a published set lacks no key that anybody signs with.</summary>
    public ValueTask<SigningKeySet> GetPublishedAsync(CancellationToken cancellationToken) => ReadAsync(Purpose.Publish, cancellationToken);

    /// <summary>Makes new current keys. Of several replicas that do so at once, all get the same.</summary>
    /// <exception cref="InvalidOperationException">The ring was rotated <see cref="MaximumRotations"/> times since the last reset.</exception>
    public ValueTask<SigningKeySet> RotateAsync(CancellationToken cancellationToken) => ReadAsync(Purpose.Rotate, cancellationToken);

    public void Dispose() => gate.Dispose();

    public override string ToString() => $"SigningKeyRing {options.Name}";

    private bool IsOfThisReset(ReadRing? known) => known is not null && known.Reset == directory.Current.Generation;

    private bool IsFresh(ReadRing? known) => IsOfThisReset(known) && clock.Machine.GetElapsedTime(known!.At) < ReadAgainAfter;

    /// <remarks>One request makes or reads the keys, the others wait for it: an RSA key takes as long as thousands of requests.</remarks>
    private async ValueTask<SigningKeySet> ReadAsync(Purpose purpose, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (purpose == Purpose.Sign && IsFresh(read))
                return read!.Keys;
            var known = IsOfThisReset(read) ? read : null;
            long reset = directory.Current.Generation, at = clock.Machine.GetTimestamp();
            List<SigningKeyGeneration> generations = [.. known?.Generations ?? []];
            if (known is null)
                generations.Add(await GetOrMakeAsync(0, cancellationToken));
            while (generations.Count <= MaximumRotations && await values.FindAsync(KeyOf(generations.Count), cancellationToken) is { } stored)
                generations.Add(SigningKeyGeneration.Read(stored));
            if (purpose == Purpose.Rotate)
            {
                if (generations.Count > MaximumRotations)
                    throw new InvalidOperationException($"A ring is rotated at most {MaximumRotations} times; a reset begins another.");
                generations.Add(await GetOrMakeAsync(generations.Count, cancellationToken));
            }
            var fresh = new ReadRing(reset, at, generations, SetOf(generations, known?.Keys));
            read = fresh;
            return fresh.Keys;
        }
        finally
        {
            gate.Release();
        }
    }

    private async ValueTask<SigningKeyGeneration> GetOrMakeAsync(int number, CancellationToken cancellationToken)
    {
        string key = KeyOf(number);
        byte[] stored = await values.FindAsync(key, cancellationToken) ?? await values.GetOrAddAsync(
            key, SigningKeyGeneration.Make(options.Algorithms, clock.GetUtcNow()), lifetime: null, cancellationToken);
        return SigningKeyGeneration.Read(stored);
    }

    private string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"signing/{options.Name}/{number}");

    /// <summary>A generation is published until its successor is older than the bound. A set that is still right is kept.</summary>
    private SigningKeySet SetOf(List<SigningKeyGeneration> generations, SigningKeySet? known)
    {
        var now = clock.GetUtcNow();
        List<SigningKey> previous = [];
        for (int i = generations.Count - 2; i >= 0 && now - generations[i + 1].CreatedAt < options.PublishedAfterRotation; i--)
            previous.AddRange(generations[i].Keys);
        bool isSame = known?.Generation == generations.Count - 1 && known.Keys.Count == generations[^1].Keys.Count + previous.Count;
        return isSame ? known! : new SigningKeySet(generations.Count - 1, generations[^1].Keys, previous);
    }

    private enum Purpose
    {
        Sign,
        Publish,
        Rotate,
    }

    private sealed record ReadRing(long Reset, long At, IReadOnlyList<SigningKeyGeneration> Generations, SigningKeySet Keys);
}
