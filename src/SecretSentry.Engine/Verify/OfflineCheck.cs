using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify.Checks;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Decides what can be decided about a secret offline: checksums and structure, by the name that a rule gives in <c>checksum</c>. Sources:
/// GitHub's and npm's token-format articles (CRC-32, base 62), GitLab's token documentation (routable tokens), RFC 7519 (JWT), and the
/// published layout of AWS access key ids (see <see cref="AwsKeyId"/>).
/// </summary>
public static class OfflineCheck
{
    /// <summary>
    /// Checks that may confirm a secret but never reject one: their issuers do not publish the algorithm, or tokens without it are in use.
    /// </summary>
    private static readonly Dictionary<string, Check> Confirming = new(StringComparer.Ordinal)
    {
        ["age"] = Bech32.IsValid,
        ["atlassian"] = HexCrc.IsAtlassian,
        ["azure-cask"] = AzureCaskKey.IsValid,
        ["azure-devops"] = AzureDevOpsToken.IsValid,
        ["azure-key"] = AzureIdentifiableKey.IsValid,
        ["bitbucket"] = HexCrc.IsBitbucket,
        ["cloudflare"] = HexCrc.IsCloudflare,
        ["confluent"] = BodyCrc.IsConfluent,
        ["discord"] = static token => TokenFacts.DecodeDiscordBot(token) is not null,
        ["entra"] = EntraClientSecret.IsValid,
        ["github-pat"] = GitHubFineGrained.IsValid,
        ["grafana"] = HexCrc.IsGrafana,
        ["json-token"] = JsonToken.HasObject,
        ["nats"] = NatsSeed.IsValid,
        ["pem"] = static block => PrivateKeyBlock.Read(block) is not null,
        ["pgp"] = static block => PgpKeyBlock.Read(block) is not null,
        ["pypi"] = PyPiMacaroon.IsValid,
        ["sentry"] = static token => token.StartsWith("sntrys_"u8) && JsonToken.HasObject(token),
        ["vercel"] = BodyCrc.IsVercel,
        ["zuplo"] = HexCrc.IsZuplo,
    };

    private delegate bool Check(ReadOnlySpan<byte> secret);

    /// <summary>The names that a rule may use.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Confirming.Keys.Concat(["base64-text", "basic", "github", "gitlab", "stellar"]).Union(TokenFacts.Names)
        .Order(StringComparer.Ordinal)];

    /// <summary>
    /// Returns the verdict of check <paramref name="name"/>. It is <see cref="Validity.Unknown"/> for unknown names and for secrets that
    /// cannot be decided.
    /// </summary>
    internal static Validity GetValidity(string name, ReadOnlySpan<byte> secret) => name switch
    {
        "github" => Crc62.GetValidity(secret),
        "gitlab" => GitLabRoutable.GetValidity(secret),
        "base64-text" => EncodedText.IsText(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "basic" => EncodedText.IsLogin(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "stellar" => StellarSeed.IsValid(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        "jwt" => IsJwt(secret) ? Validity.ChecksumValid : Validity.ChecksumInvalid,
        _ => Confirming.TryGetValue(name, out var check) && check(secret) ? Validity.ChecksumValid : Validity.Unknown,
    };

    /// <summary>
    /// Returns whether a text that fails the check <paramref name="name"/> is certainly not a secret. The check's algorithm is published
    /// and has no older form, and the rule's form alone says little.
    /// </summary>
    internal static bool CanDeny(string name) => name is "stellar" or "basic" or "base64-text";

    /// <summary>
    /// Returns whether a text that does not pass the check <paramref name="name"/> is incomplete, so that it deserves medium confidence at
    /// most. A key block that is closed counts as complete whatever it decodes to: formats differ, and in labelled code nearly all of these
    /// are keys.
    /// </summary>
    internal static bool IsIncomplete(string name, ReadOnlySpan<byte> secret) => name switch
    {
        "pem" => !secret.EndsWith("-----"u8),
        "json-token" or "discord" => true,
        _ => false,
    };

    /// <summary>
    /// Returns whether the secret is a sample from AWS's documentation, which ends in EXAMPLE or EXAMPLEKEY. Such samples are reported as
    /// samples, so that an installation can be tried with them.
    /// </summary>
    internal static bool IsDocumentedSample(Rule rule, ReadOnlySpan<byte> secret)
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
