using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify.Checks;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// What can be decided about a secret without asking anybody: checksums and structure, by the name a rule gives in
/// <c>checksum</c>. Sources: GitHub's and npm's token-format articles (CRC-32, base 62), GitLab's token documentation
/// (routable tokens), RFC 7519 (JWT), and the published layout of AWS access key ids (see <see cref="AwsKeyId"/>).
/// </summary>
public static class OfflineCheck
{
    /// <summary>
    /// Checks that may confirm and never deny: their issuers do not publish the algorithm, or tokens without it are about.
    /// </summary>
    private static readonly Dictionary<string, Check> Confirming = new(StringComparer.Ordinal)
    {
        ["age"] = Bech32.Holds,
        ["atlassian"] = HexCrc.Atlassian,
        ["azure-cask"] = AzureCaskKey.Holds,
        ["azure-devops"] = AzureDevOpsToken.Holds,
        ["azure-key"] = AzureIdentifiableKey.Holds,
        ["bitbucket"] = HexCrc.Bitbucket,
        ["cloudflare"] = HexCrc.Cloudflare,
        ["confluent"] = BodyCrc.Confluent,
        ["discord"] = static token => TokenFacts.DiscordBot(token) is not null,
        ["entra"] = EntraClientSecret.Holds,
        ["github-pat"] = GitHubFineGrained.Holds,
        ["grafana"] = HexCrc.Grafana,
        ["json-token"] = JsonToken.HasObject,
        ["nats"] = NatsSeed.Holds,
        ["pem"] = static block => PrivateKeyBlock.Read(block) is not null,
        ["pgp"] = static block => PgpKeyBlock.Read(block) is not null,
        ["pypi"] = PyPiMacaroon.Holds,
        ["sentry"] = static token => token.StartsWith("sntrys_"u8) && JsonToken.HasObject(token),
        ["vercel"] = BodyCrc.Vercel,
        ["zuplo"] = HexCrc.Zuplo,
    };

    private delegate bool Check(ReadOnlySpan<byte> secret);

    /// <summary>The names a rule may use.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Confirming.Keys.Concat(["base64-text", "basic", "github", "gitlab", "stellar"]).Union(TokenFacts.Names)
        .Order(StringComparer.Ordinal)];

    /// <summary>
    /// The verdict of check <paramref name="name"/>; unknown names and undecidable secrets are <see cref="Validity.Unknown"/>.
    /// </summary>
    public static Validity Verdict(string name, ReadOnlySpan<byte> secret) => name switch
    {
        "github" => Crc62.Verdict(secret),
        "gitlab" => GitLabRoutable.Verdict(secret),
        "base64-text" => EncodedText.IsText(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "basic" => EncodedText.IsLogin(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "stellar" => StellarSeed.Holds(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "jwt" => IsJwt(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        _ => Confirming.TryGetValue(name, out var check) && check(secret) ? Validity.ChecksumValid : Validity.Unknown,
    };

    /// <summary>
    /// Whether a text that fails the check <paramref name="name"/> is certainly none: its algorithm is published, has no older form, and
    /// the rule's shape alone says little.
    /// </summary>
    public static bool Denies(string name) => name is "stellar" or "basic" or "base64-text";

    /// <summary>
    /// Whether a text that does not pass the check <paramref name="name"/> is no complete one, so that it deserves medium confidence at
    /// most. A key block that is closed counts as complete whatever it decodes to: formats differ, and on labelled code nearly all of these
    /// are keys.
    /// </summary>
    public static bool LacksStructure(string name, ReadOnlySpan<byte> secret) => name switch
    {
        "pem" => !secret.EndsWith("-----"u8),
        "json-token" or "discord" => true,
        _ => false,
    };

    /// <summary>Facts decoded from the secret that are safe to print and help to find its owner.</summary>
    public static IReadOnlyDictionary<string, string> Facts(Rule rule, ReadOnlySpan<byte> secret)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (IsDocumentedSample(rule, secret))
        {
            facts["sample"] = "a key from the vendor's documentation";
        }
        else
        {
            TokenFacts.Add(rule.Checksum, secret, facts);
        }

        return facts;
    }

    /// <summary>
    /// AWS's documentation ends its sample keys in EXAMPLE or EXAMPLEKEY; they are told as samples, so that an installation can be tried
    /// with them.
    /// </summary>
    public static bool IsDocumentedSample(Rule rule, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Id.StartsWith("aws-", StringComparison.Ordinal) && (secret.EndsWith("EXAMPLE"u8) || secret.EndsWith("EXAMPLEKEY"u8));
    }

    private static bool IsJwt(ReadOnlySpan<byte> secret)
    {
        var dot = secret.IndexOf((byte)'.');
        using var header = dot <= 0 ? null : JsonToken.Read(secret[..dot]);
        return header is not null && header.RootElement.TryGetProperty("alg", out _);
    }
}

/// <summary>The last six characters are the CRC-32 of the up to 30 before them (behind the prefix), in base 62 padded with '0'.</summary>
internal static class Crc62
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Decides tokens of the form prefix '_' body checksum, 36 characters behind the prefix; others stay unknown.</summary>
    public static Validity Verdict(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        if (body.Length != 36)
        {
            return Validity.Unknown;
        }

        Span<byte> expected = stackalloc byte[6];
        Checksum(body[..30], expected);
        return expected.SequenceEqual(body[30..]) ? Validity.ChecksumValid : Validity.ChecksumInvalid;
    }

    public static void Checksum(ReadOnlySpan<byte> body, Span<byte> digits)
    {
        var crc = Crc32.Of(body);
        for (var i = digits.Length - 1; i >= 0; i--, crc /= 62)
        {
            digits[i] = (byte)Alphabet[(int)(crc % 62)];
        }
    }
}

/// <summary>CRC-32 as in IEEE 802.3, bit by bit: inputs here are a few dozen bytes.</summary>
internal static class Crc32
{
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~crc;
    }
}

/// <summary>payload '.01.' two base-36 digits of length, seven base-36 digits of the CRC-32 of everything before them.</summary>
internal static class GitLabRoutable
{
    public static Validity Verdict(ReadOnlySpan<byte> token)
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

        return value == Crc32.Of(token[..^7]) ? Validity.ChecksumValid : Validity.ChecksumInvalid;
    }
}

/// <summary>
/// The 12-digit account in an access key id: base 32 of the 16 characters behind the prefix, bits 7 to 46 of the first six bytes.
/// Holds for ids issued since 2019. Layout and canary accounts: public analyses of the key format and of canary-token services.
/// </summary>
internal static class AwsKeyId
{
    private static readonly string[] CanaryAccounts =
    [
        "052310077262", "171436882533", "266735846894", "534261010715", "595918472158", "717712589309", "730335385048", "819147034852",
        "992382622183",
    ];

    public static string? Account(ReadOnlySpan<byte> id)
    {
        if (id.Length != 20)
        {
            return null;
        }

        var bits = 0UL;
        foreach (var c in id.Slice(4, 10)) // 50 bits: the first six bytes and two bits more
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
