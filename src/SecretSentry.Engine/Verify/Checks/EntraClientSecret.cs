namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Client secrets of Microsoft Entra: 40 characters with <c>8Q~</c> from the fourth on. The last three are the first of the six base-66
/// digits of the Marvin checksum of the other 37 (microsoft/security-utilities, MIT). The older <c>7Q~</c> form has no checksum.
/// </summary>
internal static class EntraClientSecret
{
    private const ulong Seed = 0x4161645077643030;

    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";

    public static bool IsValid(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != 40 || !secret[3..].StartsWith("8Q~"u8))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[3];
        WriteChecksum(secret[..37], expected);
        return expected.SequenceEqual(secret[37..]);
    }

    public static void WriteChecksum(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        Span<byte> all = stackalloc byte[6];
        var number = Marvin32.Compute(text, Seed);
        for (var i = all.Length - 1; i >= 0; i--, number /= 66)
        {
            all[i] = (byte)Digits[(int)(number % 66)];
        }

        all[..digits.Length].CopyTo(digits);
    }
}
