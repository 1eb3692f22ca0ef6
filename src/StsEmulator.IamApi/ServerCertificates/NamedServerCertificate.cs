using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.ServerCertificates;

/// <summary>The server certificates that requests name.</summary>
internal static class NamedServerCertificate
{
    private static readonly TextPattern Name = TextPattern.SetOf(@"[\w+=,.@-]+", "+=,.@-", acceptsEmpty: false);

    public static string ServerCertificateName(this ParameterReader reader) => reader.Required("ServerCertificateName", 1, 128, Name);

    /// <summary>Reads the name and finds the certificate in the caller's account.</summary>
    public static TaggedEntity<ServerCertificate> ServerCertificate(this IamCall call)
    {
        string name = call.Read.ServerCertificateName();
        var certificate = call.Account.FindServerCertificate(name);
        return new TaggedEntity<ServerCertificate>(
            certificate?.Arn(call.Partition) ?? call.Arn($"server-certificate/{name}"), certificate, IamErrors.NoSuchServerCertificate(name));
    }
}
