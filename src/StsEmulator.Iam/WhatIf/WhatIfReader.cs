using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Grammar;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Reads what-if questions. Unknown names, wrong types and malformed policies are problems that name their place.</summary>
public static class WhatIfReader
{
    /// <summary>Levels around a policy, whose own limit is 32: file, case, policies, list, level, list, named policy.</summary>
    private const int MaximumDepth = JsonTree.MaximumDepth + 8;

    /// <summary>The longest resource ARN, 2048 characters. Source: IAM API, ResourceNameType.</summary>
    private const int MaximumResourceLength = 2048;

    /// <summary>The longest action, 128 characters. Source: IAM API, ActionNameType.</summary>
    private const int MaximumActionLength = 128;

    private static readonly string[] CaseNames =
        ["Principal", "Action", "Resource", "ResourceAccount", "Context", "Policies", "Name", "Expect"];

    /// <summary>Reads the body of <c>POST /_sts/evaluate</c>: one case.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out WhatIfCase? question, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        question = null;
        return TryReadTree(json, out var root, out problem) && TryReadCase(root, json.Span, out question, out problem);
    }

    /// <summary>Reads a file of cases: one case, an array of them, or an object whose <c>Cases</c> is such an array.</summary>
    public static bool TryReadFile(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out IReadOnlyList<WhatIfCase>? questions, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        questions = null;
        if (!TryReadTree(json, out var root, out problem))
            return false;
        if (root.Kind == JsonNodeKind.Array)
            return TryReadCases(root, json.Span, out questions, out problem);
        if (root.Find("Cases") is { } cases)
        {
            if (TryReadCases(cases, json.Span, out questions, out problem) && root.Members.Count == 1)
                return true;
            problem = problem?.In("Cases") ?? new WhatIfProblem("", "`Cases` stands alone");
            questions = null;
            return false;
        }
        bool isRead = TryReadCase(root, json.Span, out var question, out problem);
        questions = question is null ? null : [question];
        return isRead;
    }

    private static bool TryReadTree(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out JsonNode? root, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        problem = null;
        if (JsonTree.TryRead(json.Span, out root, out var fault, MaximumDepth))
            return true;
        var (line, column) = JsonTree.Locate(json.Span, fault.Offset);
        problem = new WhatIfProblem(fault.Path, $"{fault.Detail} (line {line}, column {column})");
        return false;
    }

    private static bool TryReadCases(
        JsonNode list, ReadOnlySpan<byte> source,
        [NotNullWhen(true)] out IReadOnlyList<WhatIfCase>? questions, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        questions = null;
        problem = list.Kind == JsonNodeKind.Array ? null : new WhatIfProblem("", "expected a list of cases");
        if (problem is not null)
            return false;
        List<WhatIfCase> read = [];
        foreach (var item in list.Items)
        {
            if (!TryReadCase(item, source, out var question, out problem))
            {
                problem = problem.In($"[{read.Count}]");
                return false;
            }
            read.Add(question);
        }
        questions = read;
        return true;
    }

    private static bool TryReadCase(
        JsonNode node, ReadOnlySpan<byte> source, [NotNullWhen(true)] out WhatIfCase? question, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        question = null;
        var element = new WhatIfElement(node, CaseNames);
        string? action = element.Text("Action", MaximumActionLength);
        string? resource = element.Text("Resource", MaximumResourceLength) ?? "*";
        string? resourceAccount = element.Text("ResourceAccount");
        string? name = element.Text("Name");
        var expect = element.Outcome("Expect");
        var context = WhatIfContext.Read(element.Find("Context"), out var contextProblem);
        var principal = WhatIfPrincipal.Read(element.Find("Principal"), context, out var principalProblem);
        problem = element.Problem ?? contextProblem ?? principalProblem ?? CheckAction(action) ?? CheckResource(resource);
        if (problem is not null)
            return false;

        if (!TryFindResourceAccount(resourceAccount, resource, principal!, out var account, out problem))
            return false;
        bool isTrust = IsAboutTrust(action!, resource);
        var policies = new WhatIfPolicies(source, isTrust);
        if (element.Find("Policies") is { } policiesNode && (problem = policies.Read(policiesNode)) is not null)
        {
            problem = problem.In("Policies");
            return false;
        }
        PrincipalFacts.Set(context, principal!);
        if (account is { } known && !context.TryGet("aws:ResourceAccount", out _))
            context.Set("aws:ResourceAccount", known.ToString());
        question = new WhatIfCase(policies.ToRequest(principal!, action!, resource, account, context), name, expect);
        return true;
    }

    private static WhatIfProblem? CheckAction(string? action)
    {
        if (action is null)
            return new WhatIfProblem("Action", "an action is needed");
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < action.Length - 1 ? null : new WhatIfProblem("Action", $"`{action}` is not of the form `service:Action`");
    }

    private static WhatIfProblem? CheckResource(string resource) =>
        resource == "*" || Arn.TryParse(resource, out _) ? null : new WhatIfProblem("Resource", $"`{resource}` is neither an ARN nor \"*\"");

    /// <summary>A role's resource policy is its trust policy, whenever the question is about getting a session of it.</summary>
    private static bool IsAboutTrust(string action, string resource) =>
        (action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:TagSession", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:SetSourceIdentity", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:SetContext", StringComparison.OrdinalIgnoreCase))
        && Arn.TryParse(resource, out var arn) && arn.Service == "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal);

    /// <summary>As given; else the account field of the ARN; else the principal's own account.</summary>
    private static bool TryFindResourceAccount(
        string? given, string resource, Principal principal, out AccountId? account, [NotNullWhen(false)] out WhatIfProblem? problem)
    {
        problem = null;
        account = null;
        if (given is not null)
        {
            if (AccountId.TryParse(given, out var stated))
                account = stated;
            else
                problem = new WhatIfProblem("ResourceAccount", $"`{given}` is no account id of 12 digits");
            return problem is null;
        }
        account = Arn.TryParse(resource, out var arn) && AccountId.TryParse(arn.Account, out var owner) ? owner : principal.Account;
        return true;
    }
}
