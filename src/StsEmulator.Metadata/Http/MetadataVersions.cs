using System.Collections.Frozen;
using System.Text;

namespace StsEmulator.Metadata.Http;

/// <summary>The versions that stand before every path. Each of them serves the same as <c>latest</c>.</summary>
internal static class MetadataVersions
{
    // The last few are unverified; clients walk the list for one they know.
    private static readonly string[] All =
    [
        "1.0", "2007-01-19", "2007-03-01", "2007-08-29", "2007-10-10", "2007-12-15", "2008-02-01", "2008-09-01", "2009-04-04",
        "2011-01-01", "2011-05-01", "2012-01-12", "2014-02-25", "2014-11-05", "2015-10-20", "2016-04-19", "2016-06-30", "2016-09-02",
        "2018-03-28", "2018-08-17", "2018-09-24", "2019-10-01", "2020-10-27", "2021-01-03", "2021-03-23", "2021-07-15", "2022-09-24",
        "2024-04-11", "latest",
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gets what the root answers.</summary>
    public static ReadOnlyMemory<byte> Listing { get; } = Encoding.ASCII.GetBytes(string.Join('\n', All));

    public static bool Contains(ReadOnlySpan<char> version) =>
        version.SequenceEqual("latest") || Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(version);
}
