using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using StsEmulator.Server.Hosting;

namespace StsEmulator.Server.Control;

/// <summary>Shows and moves the emulator clock of all replicas.</summary>
internal sealed class ClockControl(SharedClock clock)
{
    /// <summary>The span in which the clock can be set: dates that every protocol can write.</summary>
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public ValueTask<ControlAnswer> GetAsync(ControlRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(Show());

    /// <summary>
    /// Advances by a duration (a negative one goes back), sets an instant, or goes back to real time. Going back makes nothing valid
    /// again that was revoked, and lets expired sessions live again, as a clock that is set back does.
    /// </summary>
    public async ValueTask<ControlAnswer> MoveAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        if (!TryRead(body, out var move, out string? problem))
            return ControlAnswer.Invalid(problem);
        var real = clock.Clock.Machine.GetUtcNow();
        bool isMoved = false;
        await clock.MoveAsync(
            offset =>
            {
                var target = move(real, offset);
                isMoved = target is { } moved && real.UtcTicks + moved.Ticks is var ticks && ticks >= Earliest.UtcTicks && ticks <= Latest.UtcTicks;
                return isMoved ? target!.Value : offset;
            },
            cancellationToken);
        return isMoved ? Show() : ControlAnswer.Invalid("The clock runs from 1970 to 9000.");
    }

    private ControlAnswer Show()
    {
        var now = clock.Clock.GetUtcNow();
        var offset = clock.Clock.Offset;
        return ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("Now"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("Offset"u8, IsoDuration.Format(offset));
            writer.WriteEndObject();
        });
    }

    /// <param name="move">Makes the new offset from real time and the present offset; null when it is out of all bounds.</param>
    internal static bool TryRead(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out Func<DateTimeOffset, TimeSpan, TimeSpan?>? move, [NotNullWhen(false)] out string? problem)
    {
        move = null;
        problem = """Expected one of {"Advance":"PT50M"}, {"Set":"2030-01-01T00:00:00Z"} and {"Reset":true}.""";
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.GetPropertyCount() != 1)
                return false;
            var member = document.RootElement.EnumerateObject().First();
            string? text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            switch (member.Name)
            {
                case "Reset" when member.Value.ValueKind == JsonValueKind.True:
                    move = static (_, _) => TimeSpan.Zero;
                    break;
                case "Advance" when text is not null && IsoDuration.TryParse(text, out var duration):
                    move = (_, offset) => Sum(offset, duration);
                    break;
                case "Set" when text is not null && IsoInstant.TryParse(text, out var instant):
                    move = (real, _) => instant - real;
                    break;
                case "Advance":
                    problem = "`Advance` is an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `PT50M`.";
                    break;
                case "Set":
                    problem = "`Set` is an instant with its offset from UTC, such as `2030-01-01T00:00:00Z`.";
                    break;
            }
        }
        catch (JsonException)
        {
            problem = "The body is not valid JSON. " + problem;
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to half of a surrogate pair, which is no text.
            problem = "The body holds half of a surrogate pair.";
        }
        return move is not null;
    }

    private static TimeSpan? Sum(TimeSpan offset, TimeSpan duration)
    {
        decimal ticks = (decimal)offset.Ticks + duration.Ticks;
        return Math.Abs(ticks) < Latest.UtcTicks ? TimeSpan.FromTicks((long)ticks) : null;
    }
}
