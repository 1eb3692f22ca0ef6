using System.Text.Json;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Turns a JSON body into seed nodes, so that one reader checks a thing whether it comes from a file or over the wire. A place is the
/// path of the mapping or list that something stands in.
/// </summary>
internal static class SeedJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = SeedTree.MaximumDepth, AllowDuplicateProperties = false };

    /// <summary>Reads an object; null when the text is no JSON or no object, with the problem reported.</summary>
    public static SeedNode? Read(ReadOnlyMemory<byte> json, SeedProblems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Node(document.RootElement, "", "");
            problems.Add(default, "the body is a JSON object");
        }
        catch (JsonException)
        {
            problems.Add(default, "the body is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to half of a surrogate pair, which is no text.
            problems.Add(default, "the body holds half of a surrogate pair");
        }
        return null;
    }

    /// <summary>All problems in one line.</summary>
    public static string Describe(SeedProblems problems) =>
        string.Join("; ", problems.Found.Select(problem => problem.Place.File is { Length: > 0 } path ? $"{path}: {problem.Message}" : problem.Message)) + ".";

    private static SeedNode Node(JsonElement element, string path, string parent)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                SeedNode mapping = new(SeedNodeKind.Mapping, new SeedPlace(path, 0));
                foreach (var member in element.EnumerateObject())
                    mapping.Members.Add((member.Name, mapping.Place, Node(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", path)));
                return mapping;
            case JsonValueKind.Array:
                SeedNode list = new(SeedNodeKind.List, new SeedPlace(parent, 0));
                foreach (var (index, item) in element.EnumerateArray().Index())
                    list.Items.Add(Node(item, $"{path}[{index}]", path));
                return list;
            case JsonValueKind.Null:
                return new SeedNode(SeedNodeKind.Null, new SeedPlace(parent, 0));
            case JsonValueKind.String:
                return new SeedNode(SeedNodeKind.Scalar, new SeedPlace(parent, 0)) { Text = element.GetString()! };
            default:
                return new SeedNode(SeedNodeKind.Scalar, new SeedPlace(parent, 0)) { Text = element.GetRawText(), IsPlain = true };
        }
    }
}
