using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Groups;

/// <summary>A group as answers show it.</summary>
internal static class GroupWriting
{
    public static void Members(XmlResultWriter writer, Group group, string partition)
    {
        writer.Text("Path", group.Path);
        writer.Text("GroupName", group.GroupName);
        writer.Text("GroupId", group.GroupId);
        writer.Text("Arn", group.Arn(partition));
        writer.Time("CreateDate", group.CreateDate);
    }

    public static void Element(XmlResultWriter writer, Group group, string partition)
    {
        writer.Start("Group");
        Members(writer, group, partition);
        writer.End("Group");
    }
}
