using System.Text;
using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Values;

/// <summary>
/// Text that a machine drew: the alphabets and lengths that issuers and key generators use, without anybody's real prefix.
/// </summary>
internal static class RandomTokens
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digit = "0123456789";

    public static string CreateHex(Dice dice)
    {
        var text = dice.DrawLetters("0123456789abcdef", dice.Pick(8, 10, 12, 16, 16, 20, 24, 32, 32, 32, 40, 40, 48, 64, 64, 96, 128));
        return dice.DrawChance(12) ? text.ToUpperInvariant() : text;
    }

    public static string CreateBase64(Dice dice) => Convert.ToBase64String(dice.DrawBytes(DrawSize(dice)));

    public static string CreateBase64Url(Dice dice) =>
        CreateBase64(dice).Replace('+', '-').Replace('/', '_').TrimEnd(dice.DrawChance(70) ? '=' : '~');

    public static string CreateBase32(Dice dice) => dice.DrawLetters(Upper + "234567", dice.Pick(16, 16, 26, 32, 32, 52, 56));

    public static string CreateLettersAndDigits(Dice dice) => dice.DrawLetters(Lower + Upper + Digit, DrawLength(dice));

    public static string CreateLowerAndDigits(Dice dice) => dice.DrawLetters(Lower + Digit, DrawLength(dice));

    public static string CreateUpperAndDigits(Dice dice) => dice.DrawLetters(Upper + Digit, DrawLength(dice));

    public static string CreateLettersOnly(Dice dice) =>
        dice.DrawLetters(dice.Pick(Lower, Upper, Lower + Upper, Lower + Upper), DrawLength(dice));

    public static string CreateDigitsOnly(Dice dice) => dice.DrawLetters(Digit, dice.Pick(8, 9, 10, 12, 16, 18, 20, 24, 32));

    public static string CreateWithSymbols(Dice dice) => dice.DrawLetters(Lower + Upper + Digit + "!@#%^&*()-_=+?.,~$", DrawLength(dice));

    /// <summary>Groups, as licence keys and application passwords have.</summary>
    public static string CreateGrouped(Dice dice)
    {
        var alphabet = dice.Pick(Lower, Upper + Digit, Lower + Digit, "0123456789ABCDEF");
        var size = dice.DrawBetween(4, 6);
        var groups = Enumerable.Range(0, dice.DrawBetween(3, 6)).Select(_ => dice.DrawLetters(alphabet, size));
        return string.Join(dice.Pick('-', '-', '-', '.', ':'), groups);
    }

    /// <summary>A short prefix that names an invented issuer, then random text.</summary>
    public static string CreateWithPrefix(Dice dice)
    {
        var brand = Words.CreateInvented(dice);
        var separator = dice.Pick("_", "-", ".", "_live_", "_prod_", "-api-", "_sk_", "_pat_", ":");
        return brand[..Math.Min(dice.DrawBetween(2, 5), brand.Length)] + separator
            + dice.Pick<Func<Dice, string>>(CreateHex, CreateLettersAndDigits, CreateBase64Url,
            CreateLowerAndDigits)(dice);
    }

    /// <summary>Two or three random parts with marks between.</summary>
    public static string CreateParts(Dice dice)
    {
        var separator = dice.Pick(".", ".", ":", "-", "_", "|");
        var alphabet = Lower + Upper + Digit + (separator == "." ? "-_" : "");
        var parts = Enumerable.Range(0, dice.DrawBetween(2, 3)).Select(_ => dice.DrawLetters(alphabet, dice.DrawBetween(8, 36)));
        return string.Join(separator, parts);
    }

    public static string CreateUuid(Dice dice)
    {
        var hex = dice.DrawLetters("0123456789abcdef", 32);
        var uuid = $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-{"89ab"[dice.DrawBelow(4)]}{hex[17..20]}-{hex[20..]}";
        return dice.DrawChance(15) ? uuid.ToUpperInvariant() : uuid;
    }

    /// <summary>The public part of a key, as a JWK has it.</summary>
    public static string CreateBlob(Dice dice) => EncodeBase64Url(dice.DrawBytes(32));

    /// <summary>Header, claims and signature in base64url.</summary>
    public static string CreateJwt(Dice dice)
    {
        var header = $"{{\"alg\":\"{dice.Pick("HS256", "RS256", "ES256", "HS512")}\",\"typ\":\"JWT\"}}";
        var name = dice.Pick(Words.FirstNames);
        var claims = $"{{\"sub\":\"{dice.DrawLetters(Digit, 10)}\",\"name\":\"{name}\",\"iat\":{dice.DrawLetters("123456789", 10)}}}";
        return $"{EncodeBase64Url(Encoding.UTF8.GetBytes(header))}.{EncodeBase64Url(Encoding.UTF8.GetBytes(claims))}."
            + EncodeBase64Url(dice.DrawBytes(dice.Pick(32, 32, 64)));
    }

    /// <summary>A private key on one line, without armour.</summary>
    public static string CreatePrivateKeyDer(Dice dice)
    {
        byte[] rsa = [0x30, 0x82, 0x04, 0xA4, 0x02, 0x01, 0x00, 0x02, 0x82, 0x01, 0x01, 0x00];
        byte[] curve = [0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20];
        byte[] head = dice.DrawChance(50) ? rsa : curve;
        return Convert.ToBase64String([.. head, .. dice.DrawBytes(dice.DrawBetween(100, 280))]);
    }

    /// <summary>A whole private key in its armour, with random text inside.</summary>
    public static string CreatePrivateKey(Dice dice)
    {
        var kind = dice.Pick("RSA ", "EC ", "", "OPENSSH ", "DSA ");
        return CreateArmour(dice, kind + "PRIVATE" + " KEY", dice.DrawBetween(4, 26));
    }

    /// <summary>A block between two lines of dashes.</summary>
    public static string CreateArmour(Dice dice, string title, int lines)
    {
        var body = Enumerable.Range(0, lines).Select(_ => Convert.ToBase64String(dice.DrawBytes(48)));
        var last = Convert.ToBase64String(dice.DrawBytes(dice.DrawBetween(10, 45)));
        return $"-----BEGIN {title}-----\n{string.Join('\n', body)}\n{last}\n-----END {title}-----";
    }

    private static string EncodeBase64Url(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static int DrawLength(Dice dice) => dice.DrawBelow(10) switch
    {
        0 => dice.DrawBetween(8, 11),
        1 or 2 => dice.DrawBetween(12, 19),
        3 => dice.DrawBetween(48, 90),
        4 => dice.DrawChance(25) ? dice.DrawBetween(90, 200) : dice.DrawBetween(20, 60),
        _ => dice.DrawBetween(16, 48),
    };

    private static int DrawSize(Dice dice) => dice.Pick(9, 12, 15, 16, 16, 18, 20, 24, 24, 32, 32, 32, 33, 36, 40, 48, 64, 96);
}
