namespace StsEmulator.Iam.Identifiers;

/// <summary>
/// The account inside an issued id. After the four-letter prefix stand 16 base32 characters (10 bytes): one bit that is 1 in
/// the current format, 40 bits of account, 7 random bits, then 32 random bits.
/// </summary>
internal static class EncodedAccount
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int PrefixLength = 4;
    private const int EncodedLength = 16;

    /// <summary>Writes the 16 characters for an account; <paramref name="random"/> gives 5 random bytes.</summary>
    public static void Write(AccountId account, ReadOnlySpan<byte> random, Span<char> destination)
    {
        ulong head = (1UL << 47) | (account.Number << 7) | (random[0] & 0x7Fu);
        UInt128 bits = ((UInt128)head << 32) | ((uint)random[1] << 24) | ((uint)random[2] << 16) | ((uint)random[3] << 8) | random[4];
        for (int i = EncodedLength - 1; i >= 0; i--)
        {
            destination[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }
    }

    /// <summary>Reads the account from an id; false for ids of the old format, which carry none.</summary>
    public static bool TryRead(ReadOnlySpan<char> id, out AccountId account)
    {
        account = default;
        if (id.Length < PrefixLength + EncodedLength)
            return false;
        // The first ten of the sixteen characters hold the 48 bits that matter (and two more).
        ulong bits = 0;
        foreach (char c in id.Slice(PrefixLength, 10))
        {
            int value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return false;
            bits = (bits << 5) | (uint)value;
        }
        ulong head = bits >> 2;
        if (head >> 47 == 0)
            return false;
        return AccountId.TryParse(((head & 0x7FFFFFFFFF80) >> 7).ToString("D12", System.Globalization.CultureInfo.InvariantCulture), out account);
    }

    public static char ToBase32(byte value) => Alphabet[value & 31];
}
