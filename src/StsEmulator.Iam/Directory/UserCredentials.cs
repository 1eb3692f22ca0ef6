namespace StsEmulator.Iam.Directory;

/// <summary>An SSH public key of a user, as it was uploaded.</summary>
/// <param name="Id">The id, <c>APKA…</c>.</param>
/// <param name="Body">The key: one line of OpenSSH, or PEM.</param>
/// <param name="Fingerprint">The MD5 of the key in hexadecimal pairs.</param>
public sealed record SshPublicKey(string Id, string Body, string Fingerprint, bool IsActive, DateTimeOffset UploadDate);

/// <summary>An X.509 certificate that a user signs with.</summary>
/// <param name="Id">24 to 128 word characters.</param>
/// <param name="Body">The certificate in PEM, as it was uploaded.</param>
public sealed record SigningCertificate(string Id, string Body, bool IsActive, DateTimeOffset UploadDate);

/// <summary>A user name and password for one service.</summary>
/// <param name="Id">The id, <c>ACCA…</c>.</param>
/// <param name="ServiceName">The service: <c>codecommit.amazonaws.com</c>.</param>
/// <param name="ServiceUserName">The user name there; for services with API keys, the key's alias.</param>
/// <param name="Password">The password or API key, which is told once.</param>
/// <param name="ExpirationDate">When it runs out; null for never.</param>
public sealed record ServiceSpecificCredential(
    string Id, string ServiceName, string ServiceUserName, PasswordDigest Password, bool IsActive, DateTimeOffset CreateDate,
    DateTimeOffset? ExpirationDate);
