namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Bech32 (BIP-173, published): a readable part, '1', and characters of five bits, of which the last six are a BCH code of the whole. age
/// writes its secret keys like this, in capitals.
/// </summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Returns whether all of <paramref name="text"/>, in either case but not both, is a Bech32 string.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        var separator = text.LastIndexOf((byte)'1');
        if (separator < 1 || text.Length - separator < 7
            || (text.ContainsAnyInRange((byte)'a', (byte)'z') && text.ContainsAnyInRange((byte)'A', (byte)'Z')))
        {
            return false;
        }

        var code = 1u;
        foreach (var c in text[..separator])
        {
            code = Step(code, (uint)Lower(c) >> 5);
        }

        code = Step(code, 0);
        foreach (var c in text[..separator])
        {
            code = Step(code, (uint)Lower(c) & 31);
        }

        foreach (var c in text[(separator + 1)..])
        {
            var value = Alphabet.IndexOf(Lower(c), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            code = Step(code, (uint)value);
        }

        return code == 1;
    }

    private static uint Step(uint code, uint value)
    {
        var top = code >> 25;
        code = ((code & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < Generator.Length; i++)
        {
            code ^= ((top >> i) & 1) == 0 ? 0 : Generator[i];
        }

        return code;
    }

    private static char Lower(byte value) => char.ToLowerInvariant((char)value);
}
