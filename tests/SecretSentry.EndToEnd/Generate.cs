namespace SecretSentry.EndToEnd;

/// <summary>Makes credentials at run time from a seed. The source contains nothing that looks like a token.</summary>
public static class Generate
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string AwsKeyId(int seed) => "AK" + "IA" + Text(Base32, 16, seed);

    public static string AwsSecret(int seed) => Text(Alphanumeric + "/+", 40, seed + 1000);

    public static string AwsPair(int seed) => $"aws_access_key_id = {AwsKeyId(seed)}\naws_secret_access_key = {AwsSecret(seed)}\n";

    /// <summary>Returns a GitHub token: 30 random characters and their CRC-32 in six base-62 digits, as GitHub writes it.</summary>
    public static string GitHubToken(int seed)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var body = Random(30, seed + 2000);
        var rest = Crc32(body);
        var checksum = new char[6];
        for (var i = checksum.Length - 1; i >= 0; i--, rest /= 62)
        {
            checksum[i] = digits[(int)(rest % 62)];
        }

        return "gh" + "p_" + body + new string(checksum);
    }

    public static string Random(int length, int seed) => Text(Alphanumeric, length, seed);

    private static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
        {
            crc ^= character;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static string Text(string alphabet, int length, int seed)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }
}
