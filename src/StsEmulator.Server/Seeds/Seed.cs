using StsEmulator.Iam.Directory;
using StsEmulator.IdentityProvider;
using StsEmulator.Ldap;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>What the seed files describe, checked as a whole.</summary>
/// <param name="Fingerprint">SHA-256 over the content of all files, in hexadecimal; names and places of files do not count.</param>
internal sealed record Seed(IReadOnlyList<DirectoryEntity> Entities, MetadataSettings Metadata, string Fingerprint)
{
    /// <summary>Gets the users and clients of the built-in identity provider.</summary>
    public IdentityProviderSettings IdentityProvider { get; init; } = IdentityProviderSettings.Empty;

    /// <summary>Gets the directory that holds further users; null for none.</summary>
    public LdapSettings? Ldap { get; init; }
}

/// <summary>Where in the seed files something stands.</summary>
internal readonly record struct SeedPlace(string File, int Line);

/// <summary>What is wrong with a seed, and where.</summary>
internal sealed record SeedProblem(SeedPlace Place, string Message)
{
    public override string ToString() => Place.Line > 0 ? $"{Place.File}:{Place.Line}: {Message}" : $"{Place.File}: {Message}";
}

/// <summary>Gathers problems, so that one run shows all of them; a file that is wrong throughout is cut short.</summary>
internal sealed class SeedProblems
{
    private const int MaximumCount = 200;

    private readonly List<SeedProblem> found = [];

    public IReadOnlyList<SeedProblem> Found => found;

    public void Add(SeedPlace place, string message)
    {
        // One line per problem, whatever the seed holds.
        if (found.Count < MaximumCount)
            found.Add(new SeedProblem(place, OneLine(message)));
        else if (found.Count == MaximumCount)
            found.Add(new SeedProblem(place, "further problems are not shown"));
    }

    private static string OneLine(string message) =>
        string.Create(message.Length, message, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
}
