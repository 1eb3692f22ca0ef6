namespace StsEmulator.IamApi.Roles;

/// <summary>The permissions boundary of a role.</summary>
internal static class RoleBoundaryOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("PutRolePermissionsBoundary", Put),
        new("DeleteRolePermissionsBoundary", Delete),
    ];

    private static IamOutcome Put(IamCall call)
    {
        var named = NamedRole.Read(call);
        string boundary = call.Read.PolicyArn("PermissionsBoundary");
        if (named.RefuseChange(call, context => context.Set("iam:PermissionsBoundary", boundary)) is { } refused)
            return refused;
        return PermissionsBoundary.Check(call, boundary) ?? IamOutcome.Done.Writing(named.Role! with { PermissionsBoundary = boundary });
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedRole.Read(call);
        var refused = named.RefuseChange(call, context =>
        {
            if (named.Role?.PermissionsBoundary is { } boundary)
                context.Set("iam:PermissionsBoundary", boundary);
        });
        return refused ?? IamOutcome.Done.Writing(named.Role! with { PermissionsBoundary = null });
    }
}
