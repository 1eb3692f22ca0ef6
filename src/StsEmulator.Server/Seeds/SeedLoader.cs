using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;
using StsEmulator.Server.Seeds.Aemm;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads seed files into one seed. Every problem of every file is reported.</summary>
internal sealed class SeedLoader(IdentifierGenerator ids, DateTimeOffset now, SeedIssuer? issuer = null)
{
    /// <summary>The largest seed file, 64 MiB: some 20 000 roles with ten policies each.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>What the built-in seed is called in messages.</summary>
    public const string BuiltInName = "built-in seed";

    private readonly SeedProblems problems = new();
    private readonly List<byte[]> contents = [];
    private bool hasOwn;
    private bool hasForeign;

    public IReadOnlyList<SeedProblem> Problems => problems.Found;

    /// <summary>Reads the files, or the built-in seed when there is none.</summary>
    public bool TryLoad(IReadOnlyList<string> paths, [NotNullWhen(true)] out Seed? seed)
    {
        SeedDraft draft = new(problems, ids, now) { Issuer = issuer };
        if (paths.Count == 0)
            ReadBuiltIn(draft);
        foreach (string path in paths)
            ReadFile(draft, path);
        // A file of the other tool describes an instance and its role, and nobody who could sign in.
        if (hasForeign && !hasOwn)
            ReadBuiltIn(draft);
        if (draft.IsFirstAccount && problems.Found.Count == 0)
            problems.Add(new SeedPlace(paths.Count == 0 ? BuiltInName : paths[0], 0), "a seed describes at least one account");
        var entities = draft.Finish();
        seed = problems.Found.Count > 0 ? null : new Seed(entities, Metadata(draft), Fingerprint())
        {
            IdentityProvider = draft.IdentityProvider.Finish(),
            Ldap = draft.IdentityProvider.Ldap.Settings,
        };
        return seed is not null;
    }

    private static MetadataSettings Metadata(SeedDraft draft) => new(draft.Instances, draft.Tasks) { Clusters = draft.Clusters, Notices = draft.Notices };

    private void ReadBuiltIn(SeedDraft draft)
    {
        using var stream = typeof(SeedLoader).Assembly.GetManifestResourceStream("default-seed.yaml")
            ?? throw new InvalidOperationException("The built-in seed belongs to the assembly.");
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd();
        contents.Add(Encoding.UTF8.GetBytes(text));
        // Replicas with ports of their own start from one seed; an issuer that was asked for belongs to the seed.
        if (issuer is { IsGiven: true })
            contents.Add(Encoding.UTF8.GetBytes(issuer.Url));
        Read(draft, BuiltInName, content: default, issuer?.WriteInto(text) ?? text, folder: "");
    }

    private void ReadFile(SeedDraft draft, string path)
    {
        if (!SeedFile.TryRead(path, MaximumBytes, out string? text, out byte[] content, out string? problem))
        {
            problems.Add(new SeedPlace(path, 0), problem);
            return;
        }
        contents.Add(content);
        if (AemmConfig.TryRead(text, now, out var config))
        {
            hasForeign = true;
            Read(draft, path, config);
            return;
        }
        hasOwn = true;
        Read(draft, path, content, text, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");
    }

    private void Read(SeedDraft draft, string file, AemmConfig config)
    {
        Read(draft, file, ReadOnlyMemory<byte>.Empty, config.Instance.ToSeed(), folder: "");
        // That tool has one instance, which answers everybody: here the first does.
        if (draft.Instances.FindIndex(instance => instance.InstanceId == config.Instance.Id) is var index and > 0)
        {
            var instance = draft.Instances[index];
            draft.Instances.RemoveAt(index);
            draft.Instances.Insert(0, instance);
        }
        draft.Notices[config.Instance.Id] = config.Notices(problems, new SeedPlace(file, 0));
    }

    /// <param name="content">The file as bytes, for one that is JSON; empty to read the text as YAML.</param>
    private void Read(SeedDraft draft, string file, ReadOnlyMemory<byte> content, string text, string folder)
    {
        PoliciesAhead ahead = new();
        var tree = SeedJsonFile.Read(file, content, problems, ahead) ?? SeedTree.Read(file, text, problems, ahead);
        ahead.Finish();
        if (tree is not { } root)
            return;
        SeedElement element = new(root, problems, "Accounts", "Organization", "Metadata", "IdentityProvider");
        JwksFiles jwksFiles = new(folder);
        AccountReader accounts = new(draft, jwksFiles);
        HashSet<AccountId> inThisFile = [];
        foreach (var item in element.Items("Accounts"))
            accounts.Read(item, inThisFile);
        if (element.Find("Organization") is { } organization)
            new OrganizationReader(draft).Read(organization);
        if (element.Find("Metadata") is { } metadata)
            new MetadataReader(draft).Read(metadata, jwksFiles);
        if (element.Find("IdentityProvider") is { } provider)
            draft.IdentityProvider.Read(provider, jwksFiles);
        contents.AddRange(jwksFiles.Contents);
    }

    /// <summary>Lengths go in too, so that no two seeds that cut the same bytes differently look alike.</summary>
    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (byte[] content in contents)
        {
            BinaryPrimitives.WriteInt64BigEndian(length, content.Length);
            hash.AppendData(length);
            hash.AppendData(content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
