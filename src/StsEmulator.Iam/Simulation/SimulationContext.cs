using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Conditions;

namespace StsEmulator.Iam.Simulation;

/// <summary>Reads the context entries of a simulation. A value that is not of its type refuses the request.</summary>
internal static class SimulationContext
{
    public static SimulationProblem? Read(IReadOnlyList<SimulationContextEntry> entries, ConditionContext context)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values, type) in entries)
        {
            bool isList = type.EndsWith("List", StringComparison.Ordinal);
            if (Checks(isList ? type[..^"List".Length] : type) is not { } isValid)
                return SimulationProblem.Invalid($"Invalid Context Type: {type}");
            if (!seen.Add(key))
                return SimulationProblem.Invalid($"The context key {key} is given more than once.");
            foreach (string value in values)
            {
                if (!isValid(value))
                    return SimulationProblem.Invalid($"The value {value} of the context key {key} is not of the type {type}.");
            }
            if (isList)
                context.SetMany(key, values);
            else if (values.Count == 1)
                context.Set(key, values[0]);
            else if (values.Count > 1)
                return SimulationProblem.Invalid($"The context key {key} of the type {type} has one value.");
        }
        return null;
    }

    private static Predicate<string>? Checks(string type) => type switch
    {
        "string" => static _ => true,
        "numeric" => static value => NumberText.Read(value) is not null,
        "boolean" => static value => bool.TryParse(value, out _),
        "ip" => static value => AddressRange.TryParse(value, out _),
        "binary" => static value => Convert.TryFromBase64String(value, new byte[(value.Length / 4 + 1) * 3], out _),
        "date" => static value => DateText.Read(value) is not null,
        _ => null,
    };
}
