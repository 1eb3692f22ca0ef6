using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>Turns a policy written as YAML into JSON text; a policy written as a JSON string is taken as it stands.</summary>
internal static partial class PolicyJson
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(SeedNode node)
    {
        if (node.Kind == SeedNodeKind.Scalar)
            return node.Text;
        // INVARIANT: a node weighs at most SeedTree.MaximumWeight, which bounds what is written.
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, Plainly))
            Write(writer, node);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>Finds the line of a problem: that of the nearest node on its path.</summary>
    public static SeedPlace Locate(SeedNode policy, PolicyProblem problem)
    {
        if (policy.Kind == SeedNodeKind.Scalar)
            return policy.Place;
        var place = policy.Place;
        var node = policy;
        foreach (Match step in PathStep.Matches(problem.Path))
        {
            var next = step.Groups["index"] is { Success: true } index
                ? node.Items.ElementAtOrDefault(int.Parse(index.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
                : node.Find(step.Value.TrimStart('.'));
            // A lone statement needs no list; its path says [0] all the same.
            next ??= step.Value == "[0]" ? node : null;
            if (next is null)
                break;
            node = next;
            place = node.Place;
        }
        return place;
    }

    private static void Write(Utf8JsonWriter writer, SeedNode node)
    {
        switch (node.Kind)
        {
            case SeedNodeKind.Null:
                writer.WriteNullValue();
                break;
            case SeedNodeKind.Scalar:
                WriteScalar(writer, node);
                break;
            case SeedNodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var (name, _, value) in node.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, SeedNode node)
    {
        if (node.IsPlain && node.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            writer.WriteBooleanValue(node.Text[0] is 't' or 'T');
        else if (node.IsPlain && node.Text.Length != AccountIdLength && JsonNumber.IsMatch(node.Text))
            writer.WriteRawValue(node.Text);
        else
            writer.WriteStringValue(node.Text);
    }

    /// <summary>Twelve digits are an account id, which nobody remembers to quote.</summary>
    private const int AccountIdLength = 12;

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?\z")]
    private static partial Regex JsonNumber { get; }

    [GeneratedRegex(@"\[(?<index>[0-9]{1,6})\]|\.?[^.\[\]]+")]
    private static partial Regex PathStep { get; }
}
