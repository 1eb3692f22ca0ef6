namespace StsEmulator.IamApi.Tests;

/// <summary>Policies that tests save.</summary>
internal static class Documents
{
    public const string ListBuckets = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}""";

    /// <summary>Gives a policy that allows one action on everything.</summary>
    public static string Allow(string action) => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ACTION","Resource":"*"}]}"""
        .Replace("ACTION", action, StringComparison.Ordinal);

    /// <summary>Gives a policy of a size, white space apart, of which it has plenty.</summary>
    public static string OfSize(int size)
    {
        string smallest = Allow("s3:");
        return new string(' ', 100) + smallest.Replace("s3:", "s3:" + new string('A', size - smallest.Length), StringComparison.Ordinal);
    }
}
