using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Benchmarks.Limits;

/// <summary>
/// The best that the platform can do with the same traffic: an endpoint that reads the form and writes recorded bytes, with the
/// emulator's Kestrel settings and nothing in between.
/// </summary>
internal static class LimitServer
{
    public const string Mode = "limit-server";

    /// <summary>Arguments: the port for HTTP, the port for gRPC, the file of recorded answers.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        int port = int.Parse(args[0], CultureInfo.InvariantCulture), grpcPort = int.Parse(args[1], CultureInfo.InvariantCulture);
        var recorded = await LimitAnswers.ReadAsync(args[2]);
        var answers = recorded.ByAction;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, port, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, grpcPort, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new LimitVerifier(VerifyResponse.Parser.ParseFrom(recorded.VerifyResponse ?? [])));
        await using var app = builder.Build();
        app.MapPost("/", (RequestDelegate)(context => AnswerAsync(context, answers)));
        app.MapMethods("/latest/{**path}", ["GET", "PUT"], (RequestDelegate)(context => RepeatAsync(context, answers[context.Request.Method])));
        app.MapGrpcService<LimitVerifier>();
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, IReadOnlyDictionary<string, RecordedAnswer> answers)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!answers.TryGetValue(form["Action"].ToString(), out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await RepeatAsync(context, answer);
    }

    private static async Task RepeatAsync(HttpContext context, RecordedAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
