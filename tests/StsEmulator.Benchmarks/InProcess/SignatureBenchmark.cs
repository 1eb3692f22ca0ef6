using System.Security.Cryptography;
using System.Text;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;
using StsEmulator.SigV4;

namespace StsEmulator.Benchmarks.InProcess;

/// <summary>
/// The whole check of a signature, from the received header lines to the verdict, against nothing but the hash calls in it: SHA-256 of
/// the body and of the canonical request, HMAC of the string to sign. Both sides re-use their hash objects, which is the fastest way.
/// </summary>
internal sealed class SignatureBenchmark : IBenchmark
{
    private static readonly ScopeExpectation Scope = new("sts", ["us-east-1", "eu-west-1"]);

    public string Name => "signature";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var subject = new Subject();
        var (rates, allocated) = await PinnedThread.Run(async () =>
        {
            PinnedThread.Rate(subject.Check, options.Slice);
            var measured = await PairedRates.MeasureAsync(
                options.Pairs,
                () => Task.FromResult(PinnedThread.Rate(subject.Hash, options.Slice / 3)),
                () => Task.FromResult(PinnedThread.Rate(subject.Check, options.Slice / 3)));
            return (measured, PinnedThread.Allocated(subject.Check));
        });
        return
        [
            Figure.AtMost("signature check, key cached: times its SHA-256 and HMAC calls", 1 / rates.Ratio, 2.5, "0.00×", rates.ToString()),
            Figure.AtMost("signature check: bytes allocated", allocated, 0, "0 B", "POST of GetCallerIdentity with a session token of 696 characters"),
        ];
    }

    private sealed class Subject
    {
        private readonly DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        private readonly Credentials credentials = new("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", new string('T', 696));
        private readonly SigningKeyCache keys = new();
        private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, new byte[32]);
        private readonly ReceivedRequest request;
        private readonly byte[] canonicalRequest;
        private readonly byte[] stringToSign;

        public Subject()
        {
            var form = SignedForm.Sign("Action=GetCallerIdentity&Version=2011-06-15", "127.0.0.1:4592", credentials, now);
            request = new ReceivedRequest
            {
                Method = "POST",
                Target = "/",
                Headers = form.Headers.Select(header => new HeaderField(header.Key, header.Value)).ToArray(),
                Body = Encoding.UTF8.GetBytes(form.Body),
            };
            // What is hashed are the very texts that the check arrives at.
            canonicalRequest = Encoding.UTF8.GetBytes(form.CanonicalRequest);
            stringToSign = Encoding.UTF8.GetBytes(form.StringToSign);
        }

        public void Hash()
        {
            Span<byte> digest = stackalloc byte[32];
            sha256.AppendData(request.Body.Span);
            sha256.GetHashAndReset(digest);
            sha256.AppendData(canonicalRequest);
            sha256.GetHashAndReset(digest);
            hmac.AppendData(stringToSign);
            hmac.GetHashAndReset(digest);
        }

        public void Check()
        {
            bool passes = PresentedSignature.TryRead(request, out var presented, out var refusal)
                && ScopeCheck.TryPass(presented, Scope, out refusal)
                && SignatureTime.TryPass(presented, now, null, SignatureTime.DefaultSkew, out refusal)
                && MustBeSigned.TryPass(request, presented, everyAmzHeader: false, out refusal)
                && SignatureCheck.TryVerify(
                    request, presented, keys.GetOrDerive(presented, credentials.SecretAccessKey), SignatureRules.Strict, out refusal);
            if (!passes)
                throw new InvalidOperationException($"The request was refused: {refusal.Failure}");
        }
    }
}
