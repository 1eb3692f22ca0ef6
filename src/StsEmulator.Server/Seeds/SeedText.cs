using System.Text;

namespace StsEmulator.Server.Seeds;

/// <summary>An object of a JSON file, known to be well-formed, that has not been taken apart.</summary>
internal sealed record SeedText(SeedPlace Place, ReadOnlyMemory<byte> Json, SeedProblems Problems)
{
    /// <summary>Gets the object as it stands in the file.</summary>
    public string Written => Encoding.UTF8.GetString(Json.Span);

    public void ReadInto(List<(string Name, SeedPlace Place, SeedNode Value)> members)
    {
        if (SeedJsonFile.ReadPart(this) is { } node)
            members.AddRange(node.Members);
    }
}
