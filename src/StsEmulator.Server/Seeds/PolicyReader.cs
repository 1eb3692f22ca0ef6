using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads policies of the seed, with the checks IAM makes when a policy is saved.</summary>
internal sealed class PolicyReader(SeedProblems problems)
{
    /// <summary>Reads a document under a property; null when it is absent or wrong.</summary>
    public StoredPolicy? Document(SeedElement element, string property, string name, PolicyType type)
    {
        if (element.Find(property) is not { } node)
        {
            problems.Add(element.Place, $"`{property}` is missing");
            return null;
        }
        if (node.Kind == SeedNodeKind.List)
        {
            element.Report(property, "expected a policy document, as YAML or as a JSON string");
            return null;
        }
        if (node.Checked is { } passed && passed.Type == type)
            return new StoredPolicy(name, passed.Json);
        // A document that stands in a JSON file is taken as it stands there; one that does not pass so is looked at like any other.
        if (node.Source?.Written is { } written && PolicyParser.TryCheck(written, type, PolicyStrictness.Stored, out _))
            return new StoredPolicy(name, written);
        string json = PolicyJson.Write(node);
        if (PolicyParser.TryCheck(json, type, PolicyStrictness.Stored, out var problem))
            return new StoredPolicy(name, json);
        problems.Add(PolicyJson.Locate(node, problem), $"{property}: {problem.Message} {problem}");
        return null;
    }

    /// <summary>Notes at a document that it passes, if it does; reports nothing, and takes no document of a JSON file apart.</summary>
    public static void Check(SeedNode node, PolicyType type)
    {
        if (node.Kind is not (SeedNodeKind.Mapping or SeedNodeKind.Scalar))
            return;
        string json = node.Source?.Written ?? PolicyJson.Write(node);
        if (PolicyParser.TryCheck(json, type, PolicyStrictness.Stored, out _))
            node.Checked = new CheckedPolicy(type, json);
    }

    /// <summary>Reads a list of inline policies: <c>PolicyName</c> and <c>PolicyDocument</c>.</summary>
    public List<StoredPolicy> Inline(SeedElement owner)
    {
        List<StoredPolicy> policies = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in owner.Items("Policies"))
        {
            SeedElement element = new(item, problems, "PolicyName", "PolicyDocument");
            string? name = element.Required("PolicyName", TextRule.PolicyName);
            if (name is not null && !names.Add(name))
                element.Report("PolicyName", $"`{name}` is given twice");
            if (Document(element, "PolicyDocument", name ?? "", PolicyType.Identity) is { } policy && name is not null)
                policies.Add(policy);
        }
        return policies;
    }
}
