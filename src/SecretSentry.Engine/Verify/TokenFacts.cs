using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretSentry.Engine.Verify.Checks;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// What a secret states about itself in the open and what helps to find its owner: account, bot, organization, key type, expiry. Never a
/// part that is secret. Sources: the token documentation of each vendor, named at the checks; RFC 7519 for JWT.
/// </summary>
internal static class TokenFacts
{
    private delegate void Reader(ReadOnlySpan<byte> secret, IDictionary<string, string> facts);

    private static readonly Dictionary<string, Reader> Readers = new(StringComparer.Ordinal)
    {
        ["aws-key-id"] = AddAws,
        ["discord"] = AddDiscord,
        ["json-token"] = AddJsonBody,
        ["jwt"] = AddJwt,
        ["pem"] = (secret, facts) => PrivateKeyBlock.Read(secret)?.AddTo(facts),
        ["pgp"] = (secret, facts) => PgpKeyBlock.Read(secret)?.AddTo(facts),
        ["sentry"] = AddJsonBody,
        ["slack"] = AddSlack,
        ["stripe"] = (secret, facts) => facts["mode"] = secret.IndexOf("_test_"u8) >= 0 ? "test" : "live",
        ["telegram"] = (secret, facts) => facts["botId"] = ReadDigits(secret[..Math.Max(0, secret.IndexOf((byte)':'))]),
    };

    /// <summary>Names of the checks that have facts.</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>
    /// Adds the facts of <paramref name="secret"/> under the check <paramref name="name"/>. Adds nothing for an unknown name.
    /// </summary>
    public static void Add(string name, ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        if (Readers.TryGetValue(name, out var reader))
        {
            reader(secret, facts);
        }
    }

    /// <summary>Returns the bot's number, which is the first part of a Discord token. Returns null if that part is not a number.</summary>
    public static string? DecodeDiscordBot(ReadOnlySpan<byte> token)
    {
        var part = token[..Math.Max(0, token.IndexOf((byte)'.'))];
        if (part.IsEmpty || !Base64Url.IsValid(part))
        {
            return null;
        }

        var id = Base64Url.DecodeFromUtf8(part);
        return id.Length is >= 17 and <= 20 && !id.AsSpan().ContainsAnyExceptInRange((byte)'0', (byte)'9') ? Encoding.ASCII.GetString(id)
            : null;
    }

    private static void AddAws(ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        if (AwsKeyId.DecodeAccount(secret) is { } account)
        {
            facts["awsAccount"] = account;
            if (AwsKeyId.IsCanary(account))
            {
                facts["canary"] = "the account belongs to a known canary-token service";
            }
        }
    }

    private static void AddDiscord(ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        if (DecodeDiscordBot(secret) is { } bot)
        {
            facts["botId"] = bot;
        }
    }

    /// <summary>Reads xoxb-WORKSPACE-BOT-…. The numbers are ids; the rest is the secret. The letter says whose token it is.</summary>
    private static void AddSlack(ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        facts["kind"] = secret[3] switch
        {
            (byte)'b' => "bot",
            (byte)'p' => "user",
            (byte)'a' => "app",
            (byte)'r' => "refresh",
            (byte)'e' => "rotated",
            _ => "other",
        };
        var rest = secret[5..];
        var dash = rest.IndexOf((byte)'-');
        if (dash is >= 9 and <= 13 && ReadDigits(rest[..dash]) is { Length: > 0 } workspace)
        {
            facts["workspace"] = workspace;
        }
    }

    private static void AddJwt(ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        var dot = secret.IndexOf((byte)'.');
        using var header = dot < 0 ? null : JsonToken.Read(secret[..dot]);
        if (header is null)
        {
            return;
        }

        JsonToken.Add(header.RootElement, "alg", "algorithm", facts);
        var rest = secret[(dot + 1)..];
        var end = rest.IndexOf((byte)'.');
        if (end < 0 || string.Equals(facts.TryGetValue("algorithm", out var name) ? name : "", "none", StringComparison.OrdinalIgnoreCase))
        {
            facts["signed"] = "no";
        }

        using var claims = JsonToken.Read(end < 0 ? rest : rest[..end]);
        if (claims is not null)
        {
            JsonToken.Add(claims.RootElement, "iss", "issuer", facts);
            AddTime(claims.RootElement, "exp", "expires", facts);
        }
    }

    private static void AddJsonBody(ReadOnlySpan<byte> secret, IDictionary<string, string> facts)
    {
        using var document = JsonToken.Read(JsonToken.GetBody(secret));
        if (document is not null)
        {
            JsonToken.Add(document.RootElement, "org", "organization", facts); // Sentry
            JsonToken.Add(document.RootElement, "url", "url", facts);
            JsonToken.Add(document.RootElement, "o", "organization", facts); // Grafana Cloud
            JsonToken.Add(document.RootElement, "signInAddress", "url", facts); // 1Password
            AddTime(document.RootElement, "iat", "issued", facts);
        }
    }

    private static void AddTime(JsonElement root, string name, string fact, IDictionary<string, string> facts)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is > 0 and < 253_402_300_799)
        {
            facts[fact] = DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }

    private static string ReadDigits(ReadOnlySpan<byte> text) =>
        text.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? "" : Encoding.ASCII.GetString(text);
}
