using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// The text of fingerprints, in the present format (<see cref="SecretIdentity.GetFingerprint"/>) and in the format of version 0.1.0. Both
/// are hexadecimal digits, or SALT.digits. The number of digits tells them apart: 20 at present, 16 in version 0.1.0. A fingerprint
/// contains no path, line or commit, so it survives moved lines, renames and rebases. The one of version 0.1.0 depends on the rule as well.
/// </summary>
public static class Fingerprints
{
    private const int MaxSaltLength = 32;

    /// <summary>Returns the salt in <paramref name="fingerprint"/>. Empty when it has none.</summary>
    public static string GetSalt(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var dot = fingerprint.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : fingerprint[..dot];
    }

    /// <summary>Returns whether <paramref name="text"/> has one of the formats of a fingerprint.</summary>
    public static bool IsWellFormed(string text)
    {
        var salt = GetSalt(text);
        var hash = salt.Length == 0 ? text : text[(salt.Length + 1)..];
        return hash.Length is SecretIdentity.Digits or SecretIdentity.OldDigits && hash.All(IsHex) && (salt.Length == 0 || IsSalt(salt));
    }

    /// <summary>Returns whether <paramref name="text"/> may be used as a salt: 1 to 32 lower-case letters and digits.</summary>
    internal static bool IsSalt(string text) =>
        text.Length is > 0 and <= MaxSaltLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    /// <summary>Returns the names under which version 0.1.0 may have known a rule: its id, its aliases and its reported names.</summary>
    internal static IEnumerable<string> GetNames(Rule rule) => rule.Aliases.Prepend(rule.Id).Concat(rule.ReportedAs);

    /// <summary>Returns the fingerprints of version 0.1.0 under each of <paramref name="names"/>, with <paramref name="salt"/>.</summary>
    internal static IEnumerable<string> EnumerateOld(SecretIdentity identity, IEnumerable<string> names, string salt) =>
        names.Select(name => AddOldSalt(identity.GetOldFingerprint(name), salt));

    private static string AddOldSalt(string fingerprint, string salt) => salt.Length == 0
        ? fingerprint
        : $"{salt}.{Convert.ToHexStringLower(ComputeHmac(salt, fingerprint))[..SecretIdentity.OldDigits]}";

    private static byte[] ComputeHmac(string salt, string fingerprint) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes($"secretsentry/1\n{fingerprint}"));

    private static bool IsHex(char c) => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f';
}
