using System.Text;
using QRCoder;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.Mfa;

/// <summary>What an authenticator app is given when a virtual device is made.</summary>
internal static class Enrolment
{
    /// <summary>A secret of 40 octets: 64 characters of base32, as the service gives out.</summary>
    private const int SeedLength = 40;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Pixels of a module of the QR code: about 250 pixels for the whole.</summary>
    private const int Module = 4;

    public static string NewSeed(IdentifierGenerator ids)
    {
        byte[] seed = ids.Key(SeedLength);
        var text = new StringBuilder(SeedLength * 8 / 5);
        // Five octets are eight characters.
        for (int i = 0; i < seed.Length; i += 5)
        {
            ulong bits = ((ulong)seed[i] << 32) | ((ulong)seed[i + 1] << 24) | ((ulong)seed[i + 2] << 16) | ((ulong)seed[i + 3] << 8) | seed[i + 4];
            for (int shift = 35; shift >= 0; shift -= 5)
                text.Append(Alphabet[(int)(bits >> shift) & 31]);
        }
        return text.ToString();
    }

    /// <summary>Draws the code that apps read. Source: IAM API reference, VirtualMFADevice, QRCodePNG.</summary>
    /// <param name="account">The alias of the account, or its id.</param>
    public static byte[] QrCode(string device, string account, string base32Seed)
    {
        string url = $"otpauth://totp/{Uri.EscapeDataString(device)}@{Uri.EscapeDataString(account)}?secret={base32Seed}";
        using var code = QRCodeGenerator.GenerateQrCode(url, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(Module);
    }
}
