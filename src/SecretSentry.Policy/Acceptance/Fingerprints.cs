using System.Security.Cryptography;
using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Names of findings that may be written to a public file. A finding's own fingerprint is a hash of rule and secret. It is the same in
/// every repository. With a salt it means nothing outside of its own repository. Neither contains a path, line or commit, so it survives
/// moved lines, renames and rebases. Format: 16 hexadecimal digits, or SALT.16 digits.
/// </summary>
public static class Fingerprints
{
    private const int Digits = 16;

    /// <summary>Returns a new salt of eight hexadecimal digits.</summary>
    public static string CreateSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary>
    /// Returns the <paramref name="fingerprint"/> of a finding with <paramref name="salt"/>. With an empty salt it is returned unchanged.
    /// </summary>
    internal static string AddSalt(string fingerprint, string salt) => salt.Length == 0
        ? fingerprint
        : $"{salt}.{Convert.ToHexStringLower(ComputeHmac(salt, fingerprint))[..Digits]}";

    private static byte[] ComputeHmac(string salt, string fingerprint) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes($"secretsentry/1\n{fingerprint}"));

    /// <summary>Returns the salt in <paramref name="fingerprint"/>. Empty when it has none.</summary>
    public static string GetSalt(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var dot = fingerprint.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : fingerprint[..dot];
    }

    /// <summary>
    /// Returns the fingerprints of <paramref name="finding"/> with <paramref name="salt"/>: its own first, then those under the aliases of
    /// its rule.
    /// </summary>
    public static IEnumerable<string> EnumerateNames(Finding finding, string salt)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.AliasFingerprints.Prepend(finding.Fingerprint).Select(fingerprint => AddSalt(fingerprint, salt));
    }

    /// <summary>
    /// Returns whether <paramref name="fingerprint"/>, with or without a salt, names <paramref name="finding"/>. The finding's own
    /// fingerprint has no salt.
    /// </summary>
    public static bool IsOf(Finding finding, string fingerprint) =>
        EnumerateNames(finding, GetSalt(fingerprint)).Contains(fingerprint, StringComparer.Ordinal);

    /// <summary>Returns whether <paramref name="text"/> has the format of a fingerprint.</summary>
    public static bool IsWellFormed(string text)
    {
        var salt = GetSalt(text);
        var hash = salt.Length == 0 ? text : text[(salt.Length + 1)..];
        return hash.Length == Digits && hash.All(IsHex) && salt.Length <= 32
            && salt.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }

    private static bool IsHex(char c) => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f';
}
