using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Simulation;

/// <summary>Who calls in a simulation.</summary>
internal static class SimulatedCaller
{
    /// <summary>Finds the IAM user that CallerArn names; only users can be simulated as callers.</summary>
    public static SimulationProblem? Find(DirectorySnapshot directory, string callerArn, out Principal? caller)
    {
        caller = null;
        if (!Arn.TryParse(callerArn, out var arn) || arn.Service != "iam" || !arn.Resource.StartsWith("user/", StringComparison.Ordinal))
            return SimulationProblem.Invalid($"Invalid CallerArn: {callerArn}. It is the ARN of an IAM user.");
        if (PolicySource.Find(directory, callerArn) is not { } source)
            return SimulationProblem.Missing($"The entity {callerArn} cannot be found.");
        caller = source.Principal;
        return null;
    }

    /// <summary>Somebody of an account whom no policy can name.</summary>
    public static Principal Unnamed(AccountId account) => new()
    {
        Kind = PrincipalKind.User,
        Account = account,
        Arn = $"arn:aws:iam::{account}:user/",
    };
}
