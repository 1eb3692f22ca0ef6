using System.Diagnostics.CodeAnalysis;
using System.Text;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Iam.Policies;

/// <summary>Reads policy documents.</summary>
public static class PolicyParser
{
    /// <summary>
    /// The most characters that are read at all, 131 072: the largest policy that any API takes. The quotas of IAM are smaller and are
    /// the business of who saves. Source: IAM API, SimulatePrincipalPolicy, policyDocumentType.
    /// </summary>
    public const int MaximumLength = 131_072;

    /// <summary>Reads and compiles a document; on refusal the problem carries IAM's text and the place.</summary>
    public static bool TryParse(
        string json, PolicyType type, PolicyStrictness strictness,
        [NotNullWhen(true)] out PolicyDocument? document, [NotNullWhen(false)] out PolicyProblem? problem)
    {
        document = TryRead(json, type, strictness, out var draft, out problem) ? DocumentCompiler.Compile(json, type, draft) : null;
        return document is not null;
    }

    /// <summary>Reads a document without compiling it, which is for later, when somebody uses the policy.</summary>
    public static bool TryCheck(string json, PolicyType type, PolicyStrictness strictness, [NotNullWhen(false)] out PolicyProblem? problem) =>
        TryRead(json, type, strictness, out _, out problem);

    private static bool TryRead(
        string json, PolicyType type, PolicyStrictness strictness,
        [NotNullWhen(true)] out DocumentDraft? draft, [NotNullWhen(false)] out PolicyProblem? problem)
    {
        draft = null;
        if (json.Length > MaximumLength)
        {
            problem = new PolicyProblem(PolicyTexts.SyntaxErrors, $"a policy has at most {MaximumLength} characters");
            return false;
        }
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        if (!JsonTree.TryRead(utf8, out var root, out var jsonFault))
        {
            bool isInvalidJson = !jsonFault.IsJson && type is (PolicyType.Trust or PolicyType.Session);
            string message = isInvalidJson ? PolicyTexts.InvalidJson : PolicyTexts.SyntaxErrors;
            problem = Problem(new PolicyFault(message, jsonFault.Detail, jsonFault.Path, jsonFault.Offset), utf8);
            return false;
        }
        if (!DocumentReader.TryRead(root, type, out draft, out var fault) || (fault = DocumentRules.Check(draft, type, strictness)) is not null)
        {
            problem = Problem(fault, utf8);
            draft = null;
            return false;
        }
        problem = null;
        return true;
    }

    private static PolicyProblem Problem(PolicyFault fault, ReadOnlySpan<byte> utf8)
    {
        var (line, column) = JsonTree.Locate(utf8, fault.Offset);
        return new PolicyProblem(fault.Message, fault.Detail, fault.Path, line, column);
    }
}
