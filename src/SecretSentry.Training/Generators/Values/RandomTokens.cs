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

    public static string Hex(Dice dice)
    {
        var text = dice.Letters("0123456789abcdef", dice.Pick(8, 10, 12, 16, 16, 20, 24, 32, 32, 32, 40, 40, 48, 64, 64, 96, 128));
        return dice.Chance(12) ? text.ToUpperInvariant() : text;
    }

    public static string Base64(Dice dice) => Convert.ToBase64String(dice.Bytes(Size(dice)));

    public static string Base64Url(Dice dice) =>
        Base64(dice).Replace('+', '-').Replace('/', '_').TrimEnd(dice.Chance(70) ? '=' : '~');

    public static string Base32(Dice dice) => dice.Letters(Upper + "234567", dice.Pick(16, 16, 26, 32, 32, 52, 56));

    public static string LettersAndDigits(Dice dice) => dice.Letters(Lower + Upper + Digit, Length(dice));

    public static string LowerAndDigits(Dice dice) => dice.Letters(Lower + Digit, Length(dice));

    public static string UpperAndDigits(Dice dice) => dice.Letters(Upper + Digit, Length(dice));

    public static string LettersOnly(Dice dice) => dice.Letters(dice.Pick(Lower, Upper, Lower + Upper, Lower + Upper), Length(dice));

    public static string DigitsOnly(Dice dice) => dice.Letters(Digit, dice.Pick(8, 9, 10, 12, 16, 18, 20, 24, 32));

    public static string WithMarks(Dice dice) => dice.Letters(Lower + Upper + Digit + "!@#%^&*()-_=+?.,~$", Length(dice));

    /// <summary>Groups, as licence keys and application passwords have.</summary>
    public static string Grouped(Dice dice)
    {
        var alphabet = dice.Pick(Lower, Upper + Digit, Lower + Digit, "0123456789ABCDEF");
        var size = dice.Between(4, 6);
        var groups = Enumerable.Range(0, dice.Between(3, 6)).Select(_ => dice.Letters(alphabet, size));
        return string.Join(dice.Pick('-', '-', '-', '.', ':'), groups);
    }

    /// <summary>A short prefix that names an invented issuer, then random text.</summary>
    public static string WithPrefix(Dice dice)
    {
        var brand = Words.Invented(dice);
        var mark = dice.Pick("_", "-", ".", "_live_", "_prod_", "-api-", "_sk_", "_pat_", ":");
        return brand[..Math.Min(dice.Between(2, 5), brand.Length)] + mark + dice.Pick<Func<Dice, string>>(Hex, LettersAndDigits, Base64Url,
            LowerAndDigits)(dice);
    }

    /// <summary>Two or three random parts with marks between.</summary>
    public static string Parts(Dice dice)
    {
        var mark = dice.Pick(".", ".", ":", "-", "_", "|");
        var alphabet = Lower + Upper + Digit + (mark == "." ? "-_" : "");
        var parts = Enumerable.Range(0, dice.Between(2, 3)).Select(_ => dice.Letters(alphabet, dice.Between(8, 36)));
        return string.Join(mark, parts);
    }

    public static string Uuid(Dice dice)
    {
        var hex = dice.Letters("0123456789abcdef", 32);
        var uuid = $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-{"89ab"[dice.Below(4)]}{hex[17..20]}-{hex[20..]}";
        return dice.Chance(15) ? uuid.ToUpperInvariant() : uuid;
    }

    /// <summary>The public part of a key, as a JWK has it.</summary>
    public static string Blob(Dice dice) => Url(dice.Bytes(32));

    /// <summary>Header, claims and signature in base64url.</summary>
    public static string Jwt(Dice dice)
    {
        var header = $"{{\"alg\":\"{dice.Pick("HS256", "RS256", "ES256", "HS512")}\",\"typ\":\"JWT\"}}";
        var name = dice.Pick(Words.FirstNames);
        var claims = $"{{\"sub\":\"{dice.Letters(Digit, 10)}\",\"name\":\"{name}\",\"iat\":{dice.Letters("123456789", 10)}}}";
        return $"{Url(Encoding.UTF8.GetBytes(header))}.{Url(Encoding.UTF8.GetBytes(claims))}.{Url(dice.Bytes(dice.Pick(32, 32, 64)))}";
    }

    /// <summary>A private key on one line, without armour.</summary>
    public static string PrivateKeyDer(Dice dice)
    {
        byte[] rsa = [0x30, 0x82, 0x04, 0xA4, 0x02, 0x01, 0x00, 0x02, 0x82, 0x01, 0x01, 0x00];
        byte[] curve = [0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20];
        byte[] head = dice.Chance(50) ? rsa : curve;
        return Convert.ToBase64String([.. head, .. dice.Bytes(dice.Between(100, 280))]);
    }

    /// <summary>A whole private key in its armour, with random text inside.</summary>
    public static string PrivateKey(Dice dice)
    {
        var kind = dice.Pick("RSA ", "EC ", "", "OPENSSH ", "DSA ");
        return Armour(dice, kind + "PRIVATE" + " KEY", dice.Between(4, 26));
    }

    /// <summary>A block between two lines of dashes.</summary>
    public static string Armour(Dice dice, string title, int lines)
    {
        var body = Enumerable.Range(0, lines).Select(_ => Convert.ToBase64String(dice.Bytes(48)));
        var last = Convert.ToBase64String(dice.Bytes(dice.Between(10, 45)));
        return $"-----BEGIN {title}-----\n{string.Join('\n', body)}\n{last}\n-----END {title}-----";
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static int Length(Dice dice) => dice.Below(10) switch
    {
        0 => dice.Between(8, 11),
        1 or 2 => dice.Between(12, 19),
        3 => dice.Between(48, 90),
        4 => dice.Chance(25) ? dice.Between(90, 200) : dice.Between(20, 60),
        _ => dice.Between(16, 48),
    };

    private static int Size(Dice dice) => dice.Pick(9, 12, 15, 16, 16, 18, 20, 24, 24, 32, 32, 32, 33, 36, 40, 48, 64, 96);
}
