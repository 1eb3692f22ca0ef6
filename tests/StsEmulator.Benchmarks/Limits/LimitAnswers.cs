using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsEmulator.Benchmarks.Limits;

/// <summary>What the emulator answered, for the limit server to repeat byte for byte.</summary>
/// <param name="ByAction">Answers by the <c>Action</c> of the form; for metadata by the method.</param>
/// <param name="VerifyResponse">The verifier's reply, encoded.</param>
internal sealed record LimitAnswers(IReadOnlyDictionary<string, RecordedAnswer> ByAction, byte[]? VerifyResponse = null)
{
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, this, LimitAnswersJson.Default.LimitAnswers, cancellationToken);
    }

    public static async Task<LimitAnswers> ReadAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, LimitAnswersJson.Default.LimitAnswers)
            ?? throw new InvalidDataException("The file of recorded answers is empty.");
    }
}

/// <param name="Headers">All but Date and Content-Length, which the transport writes.</param>
internal sealed record RecordedAnswer(IReadOnlyDictionary<string, string> Headers, byte[] Body);

[JsonSerializable(typeof(LimitAnswers))]
internal sealed partial class LimitAnswersJson : JsonSerializerContext;
