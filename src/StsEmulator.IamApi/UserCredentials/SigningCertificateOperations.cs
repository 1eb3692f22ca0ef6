using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.UserCredentials;

/// <summary>The X.509 certificates that users sign with.</summary>
internal static class SigningCertificateOperations
{
    private const string CertificateId = "CertificateId";

    private const int ShortestId = 24;

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("UploadSigningCertificate", Upload),
        new("UpdateSigningCertificate", Update),
        new("DeleteSigningCertificate", Delete),
        new("ListSigningCertificates", List),
    ];

    private static IamOutcome Upload(IamCall call)
    {
        string body = call.Read.Required("CertificateBody", 1, 16_384, TextPattern.Policy);
        if (NamedUser.ReadOrCaller(call) is not { } named)
            return call.Read.Error ?? IamErrors.NoUserName;
        if (named.Refuse(call) is { } refused)
            return refused;
        var user = named.User!;
        if (DigestOf(body) is not { } digest)
            return new WireError("MalformedCertificate", 400, $"Certificate {body} is malformed.");
        if (user.SigningCertificates.Any(other => DigestOf(other.Body) == digest))
            return new WireError("DuplicateCertificate", 409, "The same certificate is already associated with an IAM user in the account.");
        if (user.SigningCertificates.Count >= IamQuotas.SigningCertificatesPerUser)
            return IamErrors.LimitExceeded("CertificatesPerUser", IamQuotas.SigningCertificatesPerUser);
        var certificate = new SigningCertificate(NewId(call), body, IsActive: true, call.Now);
        return IamOutcome.Of(writer =>
        {
            writer.Start("Certificate");
            Write(writer, user, certificate);
            writer.End("Certificate");
        }).Writing(user with { SigningCertificates = [.. user.SigningCertificates, certificate] });
    }

    private static IamOutcome Update(IamCall call)
    {
        bool isActive = CredentialStatus.Read(call.Read);
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, certificate) = found;
        var updated = certificate with { IsActive = isActive };
        return IamOutcome.Done.Writing(
            user with { SigningCertificates = [.. user.SigningCertificates.Select(other => other == certificate ? updated : other)] });
    }

    private static IamOutcome Delete(IamCall call)
    {
        if (Find(call, out var refused) is not { } found)
            return refused!.Value;
        var (user, certificate) = found;
        return IamOutcome.Done.Writing(user with { SigningCertificates = [.. user.SigningCertificates.Where(other => other != certificate)] });
    }

    private static IamOutcome List(IamCall call)
    {
        var page = PageRequest.Read(call.Read);
        if (NamedUser.ReadOrCaller(call) is not { } named)
            return call.Read.Error ?? IamErrors.NoUserName;
        if ((named.Refuse(call) ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(named.User!.SigningCertificates, certificate => certificate.Id);
        return IamOutcome.Of(writer => listed.Write(writer, "Certificates", (item, certificate) => Write(item, named.User, certificate)));
    }

    private static (User User, SigningCertificate Certificate)? Find(IamCall call, out WireError? refused)
    {
        string id = call.Read.CredentialId(CertificateId, ShortestId);
        if (NamedUser.ReadOrCaller(call) is not { } named)
        {
            refused = call.Read.Error ?? IamErrors.NoUserName;
            return null;
        }
        refused = named.Refuse(call);
        if (refused is not null)
            return null;
        var certificate = named.User!.SigningCertificates.FirstOrDefault(held => held.Id == id);
        refused = certificate is null ? IamErrors.NoSuchCertificate(id) : null;
        return certificate is null ? null : (named.User, certificate);
    }

    /// <summary>Tells a certificate from others; null for what is no certificate in PEM.</summary>
    private static string? DigestOf(string body)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(body);
            return certificate.GetCertHashString(HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>32 capital letters and digits, as the ids of the service look.</summary>
    private static string NewId(IamCall call) => string.Create(32, call.Ids.Key(32), static (text, octets) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[octets[i] & 31];
    });

    private static void Write(XmlResultWriter writer, User user, SigningCertificate certificate)
    {
        writer.Text("UserName", user.UserName);
        writer.Text(CertificateId, certificate.Id);
        writer.Text("CertificateBody", certificate.Body);
        writer.Text("Status", CredentialStatus.Of(certificate.IsActive));
        writer.Time("UploadDate", certificate.UploadDate);
    }
}
