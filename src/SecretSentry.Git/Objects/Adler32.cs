namespace SecretSentry.Git.Objects;

/// <summary>The checksum at the end of a zlib stream (RFC 1950).</summary>
public static class Adler32
{
    /// <summary>Returns the checksum of the complete content.</summary>
    public static uint Compute(ReadOnlySpan<byte> content)
    {
        const int longest = 5552; // the most bytes before the second sum can overflow 32 bits
        uint a = 1, b = 0;
        while (!content.IsEmpty)
        {
            foreach (var value in content[..Math.Min(longest, content.Length)])
            {
                a += value;
                b += a;
            }

            (a, b) = (a % 65521, b % 65521);
            content = content[Math.Min(longest, content.Length)..];
        }

        return (b << 16) | a;
    }
}
