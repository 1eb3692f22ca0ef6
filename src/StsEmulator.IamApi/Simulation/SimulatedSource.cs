using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Simulation;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Simulation;

/// <summary>The user, group or role whose policies a request is about, by its ARN.</summary>
internal sealed record SimulatedSource(string Arn, DirectoryEntity? Entity, WireError? Invalid, WireError Missing)
{
    /// <summary>Reads an ARN of the caller's account.</summary>
    public static SimulatedSource Read(IamCall call, string parameter = "PolicySourceArn")
    {
        string text = call.Read.PolicyArn(parameter);
        if (!Iam.Identifiers.Arn.TryParse(text, out var arn))
            return new SimulatedSource(text, null, IamErrors.InvalidArn(text), default);
        string name = arn.ResourceName;
        int slash = arn.Resource.IndexOf('/', StringComparison.Ordinal);
        (DirectoryEntity? Entity, string? Arn, WireError Missing)? found = (arn.Service, slash < 0 ? "" : arn.Resource[..slash]) switch
        {
            ("iam", "user") => (call.Account.FindUser(name), call.Account.FindUser(name)?.Arn(call.Partition), IamErrors.NoSuchUser(name)),
            ("iam", "group") => (call.Account.FindGroup(name), call.Account.FindGroup(name)?.Arn(call.Partition), IamErrors.NoSuchGroup(name)),
            ("iam", "role") => (call.Account.FindRole(name), call.Account.FindRole(name)?.Arn(call.Partition), IamErrors.NoSuchRole(name)),
            _ => null,
        };
        return found is not { } source
            ? new SimulatedSource(text, null, IamErrors.InvalidInput($"Invalid Entity Arn: {text} does not clearly define entity type and name."), default)
            : new SimulatedSource(text, source.Arn == text ? source.Entity : null, null, source.Missing);
    }

    /// <summary>Gives what keeps the operation from being done: parameters, permissions, or that the entity is not there.</summary>
    public WireError? Refuse(IamCall call) => call.Read.Error ?? Invalid ?? call.Refuse(Arn, Tags) ?? (Entity is null ? Missing : null);

    /// <summary>Reads policies of the request itself.</summary>
    public static IReadOnlyList<string> Policies(ParameterReader reader, string name) =>
        reader.Texts(name, QueryParameters.MaximumCount, 1, 131_072, TextPattern.Policy);

    public static WireError Error(SimulationProblem problem) =>
        problem.Code == "NoSuchEntity" ? IamErrors.NoSuchEntity(problem.Message) : IamErrors.InvalidInput(problem.Message);

    private IReadOnlyList<Tag>? Tags => Entity switch
    {
        User user => user.Tags,
        Role role => role.Tags,
        _ => null,
    };
}
