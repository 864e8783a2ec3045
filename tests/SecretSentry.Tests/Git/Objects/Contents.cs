namespace SecretSentry.Tests.Git.Objects;

/// <summary>Makes contents of several kinds from a seed: text, runs, noise, few distinct symbols.</summary>
internal static class Contents
{
    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        var content = new byte[random.Next(4) switch
        {
            0 => random.Next(20),
            1 => random.Next(300),
            2 => random.Next(5_000),
            _ => random.Next(70_000),
        }];
        var symbols = 1 << random.Next(9);
        for (var i = 0; i < content.Length;)
        {
            if (i > 0 && random.Next(3) == 0)
            {
                var distance = random.Next(1, Math.Min(i, 1 << random.Next(1, 16)) + 1);
                for (var n = random.Next(3, 400); n > 0 && i < content.Length; n--, i++)
                {
                    content[i] = content[i - distance];
                }
            }
            else
            {
                for (var n = random.Next(1, 60); n > 0 && i < content.Length; n--)
                {
                    content[i++] = (byte)(random.Next(symbols) * random.Next(1, 3));
                }
            }
        }

        return content;
    }
}
