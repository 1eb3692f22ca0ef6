using StsEmulator.Iam.Audit;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Roles;

/// <summary>The last use of the role that a call names, for the operations that show a role whole.</summary>
internal static class RoleLastUse
{
    /// <summary>Finds it; the <see cref="IamOperation.Prepare"/> of such an operation.</summary>
    public static async ValueTask PrepareAsync(IamCall call, CancellationToken cancellationToken)
    {
        if (call.Parameters["RoleName"] is { } name && call.Account.FindRole(name) is { } role)
            call.Prepared = await call.Ports.LastUses.FindAsync(role.RoleId, call.Directory.Generation, cancellationToken);
    }

    /// <summary>Writes it; an empty element for a role that was never used.</summary>
    public static void Write(XmlResultWriter writer, IamCall call)
    {
        var use = call.Prepared as LastUse;
        writer.Start("RoleLastUsed");
        writer.Optional("LastUsedDate", use?.Time);
        writer.Optional("Region", use?.Region);
        writer.End("RoleLastUsed");
    }
}
