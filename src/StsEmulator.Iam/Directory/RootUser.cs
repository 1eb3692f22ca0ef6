namespace StsEmulator.Iam.Directory;

/// <summary>What the root user of an account signs in with.</summary>
/// <param name="Email">The address that names root; one account has it, letter case aside.</param>
/// <param name="Password">The password, as a digest.</param>
/// <param name="MfaDevices">Asked for a code at every sign-in where there is one.</param>
public sealed record RootUser(string Email, PasswordDigest Password, IReadOnlyList<MfaDevice> MfaDevices)
{
    // INVARIANT: the password is a secret and stays out of every generated text.
    public override string ToString() => $"RootUser {Email}";
}
