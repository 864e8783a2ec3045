using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Checks routable tokens of GitLab. A token is a payload, '.01.', the length of the payload as two base-36 digits, and the CRC-32 of
/// everything before it as seven base-36 digits.
/// </summary>
internal static class GitLabRoutable
{
    public static Validity GetValidity(ReadOnlySpan<byte> token)
    {
        var version = token.LastIndexOf(".01."u8);
        if (version < 0 || token.Length != version + 4 + 2 + 7)
        {
            return Validity.Unknown; // the older, opaque form
        }

        var value = 0UL;
        foreach (var digit in token[^7..])
        {
            var d = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'z' => digit - 'a' + 10,
                _ => -1,
            };
            if (d < 0)
            {
                return Validity.ChecksumInvalid;
            }

            value = (value * 36) + (ulong)d;
        }

        return value == Crc32.Compute(token[..^7]) ? Validity.ChecksumValid : Validity.ChecksumInvalid;
    }
}
