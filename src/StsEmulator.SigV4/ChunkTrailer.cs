using System.Text;

namespace StsEmulator.SigV4;

/// <summary>The lines after the empty chunk: the announced trailers, then in the signed form their signature, then an empty line.</summary>
internal static class ChunkTrailer
{
    private const string SignatureName = "x-amz-trailer-signature";

    /// <param name="announced">The <c>x-amz-trailer</c> header: the names that must come, and no others may.</param>
    /// <param name="chain">The chain to end, or <see langword="null"/> in the unsigned form.</param>
    public static SignatureFailure Read(ReadOnlySpan<byte> rest, string? announced, ChunkSignatureChain? chain, List<HeaderField> trailers)
    {
        string? signature = null;
        while (true)
        {
            if (!AwsChunkedBody.TryReadLine(ref rest, out var line))
                return SignatureFailure.TrailerMalformed;
            if (line.IsEmpty)
                break;
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || signature is not null || trailers.Count == AwsChunkedBody.MostTrailers)
                return SignatureFailure.TrailerMalformed;
            string name = Encoding.Latin1.GetString(line[..colon]).ToLowerInvariant();
            string value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim(' ', '\t');
            if (chain is not null && name == SignatureName)
                signature = value;
            else
                trailers.Add(new HeaderField(name, value));
        }

        if (!rest.IsEmpty || !AreAsAnnounced(announced, trailers))
            return SignatureFailure.TrailerMalformed;
        if (chain is null)
            return SignatureFailure.None;
        return signature is not null && chain.TryEnd(Canonical(trailers), signature)
            ? SignatureFailure.None
            : SignatureFailure.TrailerMismatch;
    }

    private static bool AreAsAnnounced(string? announced, List<HeaderField> trailers)
    {
        if (announced is null)
            return false;
        var names = announced.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == trailers.Count && names.Order(StringComparer.Ordinal).SequenceEqual(
            trailers.Select(trailer => trailer.Name).Order(StringComparer.Ordinal));
    }

    private static byte[] Canonical(List<HeaderField> trailers) =>
        Encoding.Latin1.GetBytes(string.Concat(trailers.Select(trailer => $"{trailer.Name}:{trailer.Value}\n")));
}
