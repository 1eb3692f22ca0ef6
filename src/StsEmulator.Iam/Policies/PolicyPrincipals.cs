using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Iam.Policies;

/// <summary>What a user or role ARN in a policy's principals stands for at the time the policy is saved.</summary>
public readonly record struct PrincipalBinding
{
    private PrincipalBinding(bool isUnknown, string? uniqueId)
    {
        IsUnknown = isUnknown;
        UniqueId = uniqueId;
    }

    /// <summary>Gets the binding of an ARN whose account the directory does not hold: it stays as it is.</summary>
    public static PrincipalBinding Elsewhere => default;

    /// <summary>Gets the binding of an ARN that names nobody in an account of the directory: the policy is refused.</summary>
    public static PrincipalBinding Unknown => new(true, null);

    public bool IsUnknown { get; }

    /// <summary>Gets the <c>AIDA…</c> or <c>AROA…</c> id to store in place of the ARN; null to leave the ARN.</summary>
    public string? UniqueId { get; }

    public static PrincipalBinding To(string uniqueId) => new(false, uniqueId);
}

/// <summary>
/// Rewrites the AWS principals of a trust or resource policy between the ARNs that people write and the unique ids that are
/// stored, so that a re-created user or role does not inherit what its namesake was trusted with. All other text stays as it is.
/// </summary>
public static class PolicyPrincipals
{
    /// <summary>Replaces user and role ARNs; sessions, root, account ids and <c>*</c> are never converted.</summary>
    /// <param name="json">A document that <see cref="PolicyParser"/> accepts.</param>
    public static bool TryToUniqueIds(
        string json, Func<Arn, PrincipalBinding> bind,
        [NotNullWhen(true)] out string? stored, [NotNullWhen(false)] out PolicyProblem? problem)
    {
        PolicyProblem? refused = null;
        stored = Rewrite(json, (value, path) =>
        {
            if (!Arn.TryParse(value, out var arn) || !IsUserOrRole(arn))
                return null;
            var binding = bind(arn);
            if (binding.IsUnknown)
                refused ??= new PolicyProblem(PolicyTexts.InvalidPrincipal("AWS", value), $"`{value}` does not exist", path);
            return binding.UniqueId;
        });
        problem = refused;
        if (problem is not null)
            stored = null;
        return stored is not null;
    }

    /// <summary>Replaces unique ids by the ARNs of those that still exist; the id of a deleted user or role shows through.</summary>
    public static string ToDisplay(string stored, Func<string, string?> arnOf) =>
        Rewrite(stored, (value, _) => IsUniqueId(value) ? arnOf(value) : null);

    private static bool IsUserOrRole(Arn arn) =>
        arn.Service == "iam"
        && (arn.Resource.StartsWith("user/", StringComparison.Ordinal) || arn.Resource.StartsWith("role/", StringComparison.Ordinal));

    private static bool IsUniqueId(string value) =>
        value.StartsWith("AIDA", StringComparison.Ordinal) || value.StartsWith("AROA", StringComparison.Ordinal);

    /// <param name="replacement">Gives the new value for an old one and its path, or null to leave it.</param>
    private static string Rewrite(string json, Func<string, string, string?> replacement)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        if (!JsonTree.TryRead(utf8, out var root, out _) || !DocumentReader.TryRead(root, PolicyType.Trust, out var document, out _))
            throw new ArgumentException("The text is no policy.", nameof(json));
        ArrayBufferWriter<byte> rewritten = new(utf8.Length + 256);
        int copied = 0;
        var principals = document.Statements.SelectMany(statement => statement.Principals ?? []).OrderBy(entry => entry.Value.Node.Start);
        foreach (var (type, value) in principals)
        {
            if (type != "AWS" || value.Text is null || replacement(value.Text, value.Path) is not { } replaced)
                continue;
            rewritten.Write(utf8.AsSpan(copied..value.Node.Start));
            rewritten.Write("\""u8);
            rewritten.Write(JsonEncodedText.Encode(replaced, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            rewritten.Write("\""u8);
            copied = value.Node.End;
        }
        if (copied == 0)
            return json;
        rewritten.Write(utf8.AsSpan(copied..));
        return Encoding.UTF8.GetString(rewritten.WrittenSpan);
    }
}
