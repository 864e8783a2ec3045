using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Findings;

/// <summary>
/// Identifies a secret without showing it. Two identities of equal bytes are equal in every way, whatever the rule, the path or the line.
/// Keeps the bytes of the secret in memory. No public member returns them. Safe to use from several threads.
/// </summary>
public sealed class SecretIdentity
{
    /// <summary>Number of hexadecimal digits of a fingerprint, without its salt.</summary>
    public const int Digits = 20;

    /// <summary>As <see cref="Digits"/>, for a fingerprint of version 0.1.0.</summary>
    public const int OldDigits = 16;

    /// <summary>
    /// Number of iterations for a secret that could be guessed. About half a millisecond, so that a thousand findings cost half a second.
    /// It is a part of the format and cannot change.
    /// </summary>
    private const int Iterations = 1_000;

    /// <summary>A secret of at least this length, in bytes, is not guessed, whatever it consists of.</summary>
    private const int LongLength = 100;

    private const int MinRandomLength = 20;
    private const int MinDistinctBytes = 11;

    /// <summary>Maximum number of letters of one case in a row. A random text has few longer ones, a word is one.</summary>
    private const int MaxLetters = 6;

    private static readonly ConcurrentDictionary<(string Id, string Salt), string> Slow = new();

    private readonly byte[] _secret;

    /// <summary>Creates the identity of a secret. The bytes are copied.</summary>
    public SecretIdentity(ReadOnlySpan<byte> secret)
    {
        _secret = secret.ToArray();
        Id = Convert.ToHexString(SHA256.HashData(secret));
    }

    /// <summary>The secret. It must never be printed, logged or stored.</summary>
    internal ReadOnlySpan<byte> Bytes => _secret;

    /// <summary>Equal for equal secrets. A plain hash, so it must never be printed or stored.</summary>
    public string Id { get; }

    /// <summary>
    /// Returns the fingerprint: <see cref="Digits"/> hexadecimal digits, or SALT.digits. It may be printed and stored. It is the first
    /// digits of HMAC-SHA-256 (key: the salt) of <c>secretsentry/2</c>, a line feed and the secret. For a secret that could be guessed
    /// it is the first digits of PBKDF2-HMAC-SHA-256 (RFC 8018) of the secret, with the salt <c>secretsentry/2</c>, a line feed and SALT.
    /// </summary>
    /// <param name="salt">Salt of the repository. May be empty.</param>
    public string GetFingerprint(string salt)
    {
        ArgumentNullException.ThrowIfNull(salt);
        var digits = IsGuessable(_secret) ? Slow.GetOrAdd((Id, salt), static (key, secret) => DeriveSlowly(secret, key.Salt), _secret)
            : Derive(_secret, salt);
        return salt.Length == 0 ? digits : $"{salt}.{digits}";
    }

    /// <summary>
    /// Returns whether a fingerprint has the format of version 0.1.0: 16 hexadecimal digits, or SALT.digits.
    /// </summary>
    public static bool IsOldFingerprint(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return fingerprint.Length - fingerprint.LastIndexOf('.') - 1 == OldDigits;
    }

    /// <summary>
    /// Returns the fingerprint of version 0.1.0, which depends on the rule as well: 16 hexadecimal digits. Only for records and reports
    /// that contain such fingerprints.
    /// </summary>
    /// <param name="ruleId">Id or alias of the rule.</param>
    public string GetOldFingerprint(string ruleId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"secretsentry/1\n{ruleId}\n"));
        hash.AppendData(_secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, OldDigits / 2));
    }

    private static string Derive(byte[] secret, string salt)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(salt));
        hash.AppendData("secretsentry/2\n"u8);
        hash.AppendData(secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Digits / 2));
    }

    private static string DeriveSlowly(byte[] secret, string salt) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(secret,
        Encoding.UTF8.GetBytes($"secretsentry/2\n{salt}"), Iterations, HashAlgorithmName.SHA256, Digits / 2));

    /// <summary>
    /// Returns whether somebody could find the secret by trying words and their combinations: it is short, has few different bytes, or
    /// contains a word. A random token that is called guessable here costs time only. The answer is a part of the format.
    /// </summary>
    internal static bool IsGuessable(ReadOnlySpan<byte> secret)
    {
        if (secret.Length >= LongLength)
        {
            return false;
        }

        var seen = new HashSet<byte>();
        var (run, longest, previous) = (0, 0, 0);
        foreach (var value in secret)
        {
            seen.Add(value);
            var letterCase = char.IsAsciiLetterLower((char)value) ? 1 : char.IsAsciiLetterUpper((char)value) ? 2 : 0;
            run = letterCase == 0 ? 0 : letterCase == previous ? run + 1 : 1;
            (longest, previous) = (Math.Max(longest, run), letterCase);
        }

        return secret.Length < MinRandomLength || seen.Count < MinDistinctBytes || longest > MaxLetters;
    }
}
