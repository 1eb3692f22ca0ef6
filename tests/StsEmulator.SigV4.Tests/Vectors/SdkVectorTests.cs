using System.Text.Json;

namespace StsEmulator.SigV4.Tests.Vectors;

/// <summary>Requests signed by a public SDK's signer with the example credentials at 2026-01-02 03:04:05 UTC.</summary>
public sealed class SdkVectorTests
{
    private static readonly Dictionary<string, Vector> Vectors = Load();

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_signed_by_an_sdk_verifies(string name)
    {
        var vector = Vectors[name];

        var refusal = Checks.Run(vector.Request, scope: new ScopeExpectation(vector.Service));

        Assert.Equal(default, refusal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_not_verify_with_another_method(string name)
    {
        var request = Vectors[name].Request.WithMethod("DELETE");

        Assert.Equal(SignatureFailure.Mismatch, Checks.Failure(request));
    }

    private static Dictionary<string, Vector> Load()
    {
        using var stream = typeof(SdkVectorTests).Assembly.GetManifestResourceStream("signed-by-an-sdk.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!, Read);
    }

    private static Vector Read(JsonElement item) => new(item.GetProperty("service").GetString()!, new ReceivedRequest
    {
        Method = item.GetProperty("method").GetString()!,
        Target = item.GetProperty("target").GetString()!,
        Headers = item.GetProperty("headers").EnumerateArray()
            .Select(header => new HeaderField(header[0].GetString()!, header[1].GetString()!)).ToArray(),
        Body = item.GetProperty("body").GetBytesFromBase64(),
        IsSecure = item.GetProperty("secure").GetBoolean(),
    });

    private sealed record Vector(string Service, ReceivedRequest Request);
}
