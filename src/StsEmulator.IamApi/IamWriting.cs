using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi;

/// <summary>The elements that many answers share.</summary>
internal static class IamWriting
{
    public static void Flag(this XmlResultWriter writer, string name, bool value) => writer.Text(name, value ? "true" : "false");

    public static void Optional(this XmlResultWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } time)
            writer.Time(name, time);
    }

    /// <summary>Writes a list of structures; an empty one stands as an empty element.</summary>
    public static void List<T>(this XmlResultWriter writer, string name, IEnumerable<T> items, Action<XmlResultWriter, T> writeMembers)
    {
        writer.Start(name);
        foreach (var item in items)
        {
            writer.Start("member");
            writeMembers(writer, item);
            writer.End("member");
        }
        writer.End(name);
    }

    public static void Texts(this XmlResultWriter writer, string name, IEnumerable<string> items)
    {
        writer.Start(name);
        foreach (string item in items)
            writer.Text("member", item);
        writer.End(name);
    }

    public static void Tags(this XmlResultWriter writer, IEnumerable<Tag> tags) => writer.List("Tags", tags, static (item, tag) =>
    {
        item.Text("Key", tag.Key);
        item.Text("Value", tag.Value);
    });

    /// <summary>Writes a policy that bounds permissions; nothing where there is none.</summary>
    public static void Boundary(this XmlResultWriter writer, string? arn)
    {
        if (arn is null)
            return;
        writer.Start("PermissionsBoundary");
        writer.Text("PermissionsBoundaryType", "Policy");
        writer.Text("PermissionsBoundaryArn", arn);
        writer.End("PermissionsBoundary");
    }

    /// <summary>Writes a policy document as IAM does: percent-encoded.</summary>
    public static void Document(this XmlResultWriter writer, string name, string json) => writer.Text(name, Uri.EscapeDataString(json));
}
