using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>
/// A report that was asked for. Its id says when, how, and about what (as a digest), so no replica has to keep it and any can answer it; the
/// report is then made from what is known when it is read. Ids are no secrets: reading one takes the permission that any reader needs.
/// </summary>
/// <param name="CreationDate">When it was asked for, in whole seconds.</param>
/// <param name="Kind">What kind of report it is.</param>
internal sealed record ReportJob(DateTimeOffset CreationDate, ReportKind Kind)
{
    /// <summary>How long a report can be read. Source: IAM API, GenerateServiceLastAccessedDetails.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int IdLength = 16;

    public static string IdOf(AccountId account, DateTimeOffset now, ReportKind kind, string subject)
    {
        Span<byte> id = stackalloc byte[IdLength];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account} {kind} {subject}"), digest);
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)now.ToUnixTimeSeconds());
        id[4] = (byte)kind;
        digest[..11].CopyTo(id[5..]);
        id[6] = (byte)(0x80 | (id[6] & 0x0F)); // UUID version 8: the maker's own form
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true).ToString();
    }

    /// <summary>Reads an id; null when it is none of a report that can still be read.</summary>
    public static ReportJob? Read(string id, DateTimeOffset now)
    {
        if (!Guid.TryParseExact(id, "D", out var guid))
            return null;
        byte[] bytes = guid.ToByteArray(bigEndian: true);
        var created = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        var kind = (ReportKind)bytes[4];
        return Enum.IsDefined(kind) && created <= now && now - created < Lifetime ? new ReportJob(created, kind) : null;
    }

    /// <summary>Finds what the job is about among all that it can be about.</summary>
    public string? FindSubject(string id, AccountId account, IEnumerable<string> subjects) =>
        subjects.FirstOrDefault(subject => IdOf(account, CreationDate, Kind, subject) == id);
}

/// <summary>The kinds of report.</summary>
internal enum ReportKind : byte
{
    ServiceLevel = 1,
    ActionLevel = 2,
    Organization = 3,
}
