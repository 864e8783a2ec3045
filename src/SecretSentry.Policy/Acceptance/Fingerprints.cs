using System.Security.Cryptography;
using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Names of findings that may stand in a file everybody can read. A finding's own fingerprint is a hash of rule and secret, the same in
/// every repository; with a salt it says nothing outside of its own. Neither holds path, line or commit, so it survives moved lines,
/// renames and rebases. Form: 16 hexadecimal digits, or SALT.16 digits.
/// </summary>
public static class Fingerprints
{
    private const int Digits = 16;

    /// <summary>A new salt of eight hexadecimal digits.</summary>
    public static string CreateSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary><paramref name="fingerprint"/> of a finding under <paramref name="salt"/>; an empty salt leaves it as it is.</summary>
    public static string AddSalt(string fingerprint, string salt) => salt.Length == 0
        ? fingerprint
        : $"{salt}.{Convert.ToHexStringLower(ComputeHmac(salt, fingerprint))[..Digits]}";

    private static byte[] ComputeHmac(string salt, string fingerprint) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes($"secretsentry/1\n{fingerprint}"));

    /// <summary>The salt that <paramref name="fingerprint"/> names; empty when it has none.</summary>
    public static string GetSalt(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var dot = fingerprint.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : fingerprint[..dot];
    }

    /// <summary>
    /// The fingerprints of <paramref name="finding"/> under <paramref name="salt"/>: its own, then those that the aliases of its rule give
    /// it.
    /// </summary>
    public static IEnumerable<string> EnumerateNames(Finding finding, string salt)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.AliasFingerprints.Prepend(finding.Fingerprint).Select(fingerprint => AddSalt(fingerprint, salt));
    }

    /// <summary>
    /// Whether <paramref name="fingerprint"/>, with a salt or without, names <paramref name="finding"/>, whose own has none.
    /// </summary>
    public static bool IsOf(Finding finding, string fingerprint) =>
        EnumerateNames(finding, GetSalt(fingerprint)).Contains(fingerprint, StringComparer.Ordinal);

    /// <summary>Whether <paramref name="text"/> has the form of a fingerprint.</summary>
    public static bool IsWellFormed(string text)
    {
        var salt = GetSalt(text);
        var hash = salt.Length == 0 ? text : text[(salt.Length + 1)..];
        return hash.Length == Digits && hash.All(IsHex) && salt.Length <= 32
            && salt.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }

    private static bool IsHex(char c) => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f';
}
