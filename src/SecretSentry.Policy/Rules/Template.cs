using System.Globalization;
using System.Text;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Expands examples such as <c>AKIA{base32:16}</c>. The random part depends only on the template. So an example is the same text on every
/// machine, and nothing that looks like a token is ever committed. The pieces are described in patterns/README.md.
/// </summary>
internal static class Template
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digit = "0123456789";

    /// <summary>Maximum length of a piece. A key block is a few thousand characters.</summary>
    private const int MaxPiece = 10_000;

    /// <summary>Returns the expanded <paramref name="template"/>. Each <paramref name="variant"/> gives other random characters.</summary>
    /// <exception cref="FormatException">The template contains an unknown piece or an unbalanced brace.</exception>
    public static string Expand(string template, int variant = 0)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Expand(template, new Draw(ComputeSeed(template) + (ulong)variant));
    }

    /// <summary>Returns the bytes of an expanded template, one for each character. So <c>{bytes:…}</c> can contain binary data.</summary>
    public static byte[] GetBytes(string expanded) => Encoding.Latin1.GetBytes(expanded);

    private static string Expand(string template, Draw draw)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var close = CloseOf(template, i);
                text.Append(ExpandPiece(template[(i + 1)..close], draw));
                i = close;
            }
            else
            {
                text.Append(c != '}' ? c
                    : throw new FormatException($"a single '}}' in the template '{template}'; write '}}}}' for a literal brace"));
            }
        }

        return text.ToString();
    }

    private static int CloseOf(string template, int open)
    {
        var depth = 0;
        for (var i = open; i < template.Length; i++)
        {
            depth += template[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        throw new FormatException($"'{{' without '}}' in the template '{template}'");
    }

    private static string ExpandPiece(string piece, Draw draw)
    {
        var colon = piece.IndexOf(':', StringComparison.Ordinal);
        var (name, argument) = colon < 0 ? (piece, "") : (piece[..colon], piece[(colon + 1)..]);
        return name switch
        {
            "alnum" => CreateCharacters(Digit + Upper + Lower, argument, draw),
            "lower" => CreateCharacters(Lower, argument, draw),
            "upper" => CreateCharacters(Upper, argument, draw),
            "digit" => CreateCharacters(Digit, argument, draw),
            "lowernum" => CreateCharacters(Lower + Digit, argument, draw),
            "uppernum" => CreateCharacters(Upper + Digit, argument, draw),
            "hex" => CreateCharacters("0123456789abcdef", argument, draw),
            "HEX" => CreateCharacters("0123456789ABCDEF", argument, draw),
            "base32" => CreateCharacters(Upper + "234567", argument, draw),
            "bech32" => CreateCharacters("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", argument, draw),
            "base64" => CreateCharacters(Upper + Lower + Digit + "+/", argument, draw),
            "base64url" => CreateCharacters(Upper + Lower + Digit + "-_", argument, draw),
            "crc62" => AppendCrc62(CreateCharacters(Digit + Upper + Lower, argument, draw)),
            "uuid" => Expand("{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", draw),
            "jwt" => string.Join('.', EncodeBase64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"),
                EncodeBase64Url($"{{\"sub\":\"{CreateCharacters(Digit, "10", draw)}\"}}"),
                CreateCharacters(Upper + Lower + Digit + "-_", "43", draw)),
            "bytes" => Encoding.Latin1.GetString(Convert.FromHexString(argument.Replace(" ", "", StringComparison.Ordinal))),
            "stellar" => CreateStellarSeed(draw),
            "pem" => CreatePem(argument, draw),
            "b64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Expand(argument, draw))),
            _ => throw new FormatException($"unknown template piece '{{{piece}}}'; see patterns/README.md"),
        };
    }

    private static string CreateCharacters(string alphabet, string count, Draw draw)
    {
        var dash = count.IndexOf('-', StringComparison.Ordinal);
        var (low, high) = dash < 0 ? (Count(count), Count(count)) : (Count(count[..dash]), Count(count[(dash + 1)..]));
        if (high < low)
        {
            throw new FormatException($"'{count}' is not a valid count; the second number must not be smaller than the first");
        }

        var length = low + draw.PickBelow(high - low + 1);
        return string.Create(length, (alphabet, draw), static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = source.alphabet[source.draw.PickBelow(source.alphabet.Length)];
            }
        });
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxPiece
            ? count
            : throw new FormatException(
                $"'{text}' is not a valid count; a template piece needs a number up to {MaxPiece}, as in {{alnum:36}}");

    private static string AppendCrc62(string body) => body + Engine.Verify.TokenChecksums.ComputeCrc62(body);

    private static string CreateStellarSeed(Draw draw) =>
        Engine.Verify.TokenChecksums.CreateStellarSeed([.. Enumerable.Range(0, 32).Select(_ => (byte)draw.PickBelow(256))]);

    private static string CreatePem(string kind, Draw draw)
    {
        var lines = Enumerable.Range(0, 12).Select(_ => CreateCharacters(Upper + Lower + Digit + "+/", "64", draw));
        return $"-----BEGIN {kind}-----\n{string.Join('\n', lines)}\n-----END {kind}-----";
    }

    private static string EncodeBase64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>Computes FNV-1a, so that the seed is the same everywhere. string.GetHashCode is not.</summary>
    private static ulong ComputeSeed(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014). The sequence of System.Random may differ between runtimes.</summary>
    private sealed class Draw(ulong state)
    {
        private ulong _state = state;

        public int PickBelow(int limit)
        {
            _state += 0x9E3779B97F4A7C15;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)limit);
        }
    }
}
