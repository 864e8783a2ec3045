using System.Globalization;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Decodes the 12-digit account in an access key id: base 32 of the 16 characters after the prefix, bits 7 to 46 of the first six bytes.
/// This is valid for ids issued since 2019. Layout and canary accounts: public analyses of the key format and of canary-token services.
/// </summary>
internal static class AwsKeyId
{
    private static readonly string[] CanaryAccounts =
    [
        "052310077262", "171436882533", "266735846894", "534261010715", "595918472158", "717712589309", "730335385048", "819147034852",
        "992382622183",
    ];

    public static string? DecodeAccount(ReadOnlySpan<byte> id)
    {
        if (id.Length != 20)
        {
            return null;
        }

        var bits = 0UL;
        foreach (var c in id.Slice(4, 10)) // 50 bits: the first six bytes and two more bits
        {
            var value = c switch { >= (byte)'A' and <= (byte)'Z' => c - 'A', >= (byte)'2' and <= (byte)'7' => c - '2' + 26, _ => -1 };
            if (value < 0)
            {
                return null;
            }

            bits = (bits << 5) | (uint)value;
        }

        var account = ((bits >> 2) & 0x7fffffffff80) >> 7;
        return account < 1_000_000_000_000 ? account.ToString("D12", CultureInfo.InvariantCulture) : null;
    }

    public static bool IsCanary(string account) => CanaryAccounts.Contains(account, StringComparer.Ordinal);
}
