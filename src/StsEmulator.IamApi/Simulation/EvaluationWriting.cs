using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Simulation;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Simulation;

/// <summary>What became of a simulated action, in answers.</summary>
internal static class EvaluationWriting
{
    public static void Result(XmlResultWriter writer, EvaluationResult result)
    {
        writer.Text("EvalActionName", result.EvalActionName);
        writer.Text("EvalResourceName", result.EvalResourceName);
        writer.Text("EvalDecision", Decision(result.EvalDecision));
        writer.List("MatchedStatements", result.MatchedStatements, Statement);
        writer.Texts("MissingContextValues", result.MissingContextValues);
        if (result.AllowedByOrganizations is { } allowed)
        {
            writer.Start("OrganizationsDecisionDetail");
            writer.Flag("AllowedByOrganizations", allowed);
            writer.End("OrganizationsDecisionDetail");
        }
        Boundary(writer, result.AllowedByPermissionsBoundary);
        Details(writer, result.EvalDecisionDetails);
        if (result.ResourceSpecificResults.Count > 0)
            writer.List("ResourceSpecificResults", result.ResourceSpecificResults, ForResource);
    }

    private static void ForResource(XmlResultWriter writer, ResourceSpecificResult result)
    {
        writer.Text("EvalResourceName", result.EvalResourceName);
        writer.Text("EvalResourceDecision", Decision(result.EvalResourceDecision));
        writer.List("MatchedStatements", result.MatchedStatements, Statement);
        writer.Texts("MissingContextValues", result.MissingContextValues);
        Details(writer, result.EvalDecisionDetails);
        Boundary(writer, result.AllowedByPermissionsBoundary);
    }

    private static void Statement(XmlResultWriter writer, SimulatedStatement statement)
    {
        writer.Text("SourcePolicyId", statement.SourcePolicyId);
        writer.Text("SourcePolicyType", statement.SourcePolicyType);
        Position(writer, "StartPosition", statement.StartPosition);
        Position(writer, "EndPosition", statement.EndPosition);
    }

    private static void Position(XmlResultWriter writer, string name, TextPosition position)
    {
        writer.Start(name);
        writer.Number("Line", position.Line);
        writer.Number("Column", position.Column);
        writer.End(name);
    }

    private static void Boundary(XmlResultWriter writer, bool? isAllowed)
    {
        if (isAllowed is not { } allowed)
            return;
        writer.Start("PermissionsBoundaryDecisionDetail");
        writer.Flag("AllowedByPermissionsBoundary", allowed);
        writer.End("PermissionsBoundaryDecisionDetail");
    }

    /// <summary>A map of the query protocol: entries of key and value.</summary>
    private static void Details(XmlResultWriter writer, IReadOnlyDictionary<string, PolicyOutcome>? details)
    {
        if (details is null)
            return;
        writer.Start("EvalDecisionDetails");
        foreach (var (source, outcome) in details)
        {
            writer.Start("entry");
            writer.Text("key", source);
            writer.Text("value", Decision(outcome));
            writer.End("entry");
        }
        writer.End("EvalDecisionDetails");
    }

    private static string Decision(PolicyOutcome outcome) => outcome switch
    {
        PolicyOutcome.Allowed => "allowed",
        PolicyOutcome.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };
}
