using System.Globalization;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Decoding;

public class DecodingTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly IReadOnlyList<Rule> Sources = [.. RuleReader.ReadFolder(TestPaths.Patterns).Select(s => s.Rule)];

    private static readonly (string Name, Func<string, string> Encode)[] Encodings =
    [
        ("base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ("base64", text => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))),
        ("base64 > utf-16le", text => Convert.ToBase64String(Encoding.Unicode.GetBytes(text))),
        ("hex", text => Convert.ToHexString(Encoding.UTF8.GetBytes(text))),
        ("percent", text => Escaped(text, "%{0:X2}")),
        ("escape", text => Escaped(text, "\\u{0:x4}")),
        ("escape", text => Escaped(text, "\\x{0:x2}")),
        ("entity", text => Escaped(text, "&#x{0:x};")),
        ("entity", text => Escaped(text, "&#{0};")),
        ("entity", text => Escaped(text, "&#x{0:x4};")),
        ("entity", text => Escaped(text, "&#{0:d4};")),
    ];

    public static TheoryData<int> EveryEncoding => [.. Enumerable.Range(0, Encodings.Length)];

    [Theory]
    [MemberData(nameof(EveryEncoding))]
    public void An_encoded_secret_is_reported_at_its_encoded_text(int encoding)
    {
        var (name, encode) = Encodings[encoding];
        var token = Template.Expand("ghp_{crc62:30}", encoding);
        var encoded = encode(token);
        var text = $"one\ntwo = \"{encoded}\"\n";
        var (found, match, finding) = Single(text, keepsSecret: true);
        (found.Path, found.Secret).Should().Be((name, token));
        text[match.SecretStart..match.SecretEnd].Should().Be(encoded);
        finding.Location.Start.Should().Be(new TextPosition(2, 8));
        finding.Location.End.Should().Be(new TextPosition(2, 7 + encoded.Length));
        (finding.Secret, finding.Details["decoded"].Raw, finding.Validity).Should().Be((token, name, Validity.ChecksumValid));
        finding.Fingerprint.Should().Be(Single($"x {token}", keepsSecret: false).Finding.Fingerprint);
        Single(text, keepsSecret: false).Finding.ToString().Should().NotContain(token[6..]);
    }

    [Theory]
    [MemberData(nameof(EveryEncoding))]
    public void Three_nested_encodings_are_decoded(int encoding)
    {
        var (name, encode) = Encodings[encoding];
        var token = Template.Expand("AKIA{base32:16}", encoding);
        var text = $"v: {Encodings[0].Encode("key " + Encodings[3].Encode("id " + encode(token)))}\n";
        var (found, _, _) = Single(text, keepsSecret: false);
        (found.Path, found.Secret).Should().Be(($"base64 > hex > {name}", token));
    }

    [Fact]
    public void A_keyword_before_an_encoded_value_is_used()
    {
        var value = Template.Expand("{alnum:14}9", 5);
        var (found, _, _) = Single($"password = \"{Encodings[0].Encode(value + "/" + value)}\"\n", keepsSecret: false);
        found.Should().Match<Found>(f => f.Path == "base64" && f.Secret == value + "/" + value);
    }

    [Fact]
    public void Nothing_is_decoded_when_decoding_is_off()
    {
        var matches = new List<Match>();
        new Scanner(Rules).Scan(Encoding.ASCII.GetBytes(Encodings[0].Encode(Template.Expand("ghp_{crc62:30}"))), "", matches);
        matches.Should().BeEmpty();
    }

    [Fact]
    public void Tokens_that_are_base64_are_reported_once()
    {
        foreach (var text in new[] { "t = {jwt}\n", "{pem:RSA PRIVATE KEY}\n", "  tls.key: {b64:{pem:RSA PRIVATE KEY}}\n" })
        {
            var content = Encoding.ASCII.GetBytes(Template.Expand(text));
            Fast(new Scanner(Rules) { Decodes = true }, content).Should().Equal(Fast(new Scanner(Rules), content)).And.HaveCount(1);
        }
    }

    [Fact]
    public void Every_kernel_gives_the_same_as_the_oracle_at_every_alignment_and_edge()
    {
        var slow = new ReferenceDecoder(Rules);
        foreach (var scanner in Scanners())
        {
            for (var before = 0; before < 70; before++)
            {
                var encode = Encodings[before % Encodings.Length].Encode;
                var text = new string(before % 2 == 0 ? ' ' : '.', before) + (before % 3 == 0 ? "é\\n" : "=")
                    + encode(Template.Expand("AKIA{base32:16}", before)) + new string(';', before % 5);
                Check(scanner, slow, Encoding.UTF8.GetBytes(text), $"{before} bytes before").Should().BeGreaterThan(0);
            }
        }
    }

    [Fact]
    public void Every_kernel_gives_the_same_as_the_oracle_on_mutated_and_random_text()
    {
        var (slow, random) = (new ReferenceDecoder(Rules), new Random(4));
        var rounds = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? 150 : 20_000;
        var (scanners, found) = (Scanners().ToArray(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var content = Mutated(random);
            foreach (var scanner in scanners)
            {
                found += Check(scanner, slow, content, $"round {round}");
            }
        }

        found.Should().BeGreaterThan(rounds / 4);
    }

    [Fact]
    public void Every_kernel_finds_the_same_runs_in_long_content()
    {
        var random = new Random(6);
        for (var round = 0; round < 30; round++)
        {
            var content =
                Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(_ => Encoding.Latin1.GetString(Mutated(random)))));
            var expected = Runs(RunKernel.Available[^1], content);
            RunKernel.Available.Should().AllSatisfy(kernel => Runs(kernel, content).Should().Equal(expected));
        }
    }

    [Fact]
    public void An_encoded_secret_is_found_at_the_boundary_of_a_part()
    {
        var token = Template.Expand("ghp_{crc62:30}");
        foreach (var (_, encode) in Encodings)
        {
            var encoded = Encoding.ASCII.GetBytes(encode(token));
            foreach (var scanner in Scanners())
            {
                for (var at = 32768 - encoded.Length - 2; at < 32768 + 10; at++)
                {
                    var content = new byte[33100];
                    Array.Fill(content, (byte)'\n');
                    encoded.CopyTo(content, at);
                    Fast(scanner, content).Should().ContainSingle().Which.Secret.Should().Be(token);
                }
            }
        }
    }

    [Fact]
    public void Encoded_text_without_findings_allocates_nothing()
    {
        var scanner = new Scanner(Rules) { Decodes = true };
        var line =
            $"x = \"{Encodings[0].Encode("nothing to see here, nothing at all")}\" {Encodings[3].Encode("nothing in hex either")} a%20b "
            + "\\u0041\n";
        var (content, matches) = (Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 500))), new List<Match>());
        scanner.Scan(content, "", matches);
        var before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Scan(content, "", matches);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        matches.Should().BeEmpty();
    }

    [Fact]
    public void Matches_in_UTF_16_have_offsets_in_the_original_bytes()
    {
        var token = Template.Expand("ghp_{crc62:30}");
        var encoded = Encodings[0].Encode(token);
        byte[] content = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"one\nkey {encoded}\n")];
        var matches = new List<Match>();
        new Scanner(Rules) { Decodes = true }.Scan(content, "", matches).Should().Be(ContentKind.Utf16LittleEndian);
        var match = matches.Should().ContainSingle().Subject;
        Encoding.Unicode.GetString(content, match.SecretStart, match.SecretLength).Should().Be(encoded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Megabytes_of_encoded_text_take_bounded_time_and_a_skipped_rest_is_reported(int encoding)
    {
        var plain = string.Concat(Enumerable.Repeat("nothing to see here, nothing at all. ", 270_000)); // 10 MB
        var content = Encoding.ASCII.GetBytes(Encodings[encoding].Encode(plain));
        var scanner = new Scanner(Rules) { Decodes = true };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        scanner.Scan(content, "", new List<Match>());
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        scanner.Problems.Should().HaveCount(encoding is 0 or 3 ? 1 : 0);
        scanner.Problems.Should().BeSubsetOf(["one encoded text is longer than 8 MiB; only its beginning was decoded"]);
    }

    [Fact]
    public void A_secret_in_megabytes_of_escapes_is_found_once_at_any_offset()
    {
        var token = Template.Expand("ghp_{crc62:30}");
        var scanner = new Scanner(Rules) { Decodes = true };
        for (var before = EscapeJoiner.MaxLength / 6 * 5 / 6; before < EscapeJoiner.MaxLength / 3; before += 1777)
        {
            var content = Encoding.ASCII.GetBytes(Encodings[4].Encode(new string('.', before) + token + new string('.', 250_000)));
            Fast(scanner, content).Should().ContainSingle("{0} before", before).Which.Secret.Should().Be(token);
        }
    }

    [Fact]
    public void Text_with_too_many_nested_encodings_is_reported()
    {
        var text = Template.Expand("AKIA{base32:16}");
        for (var i = 0; i < 12; i++)
        {
            text = Encodings[0].Encode("x " + text);
        }

        var scanner = new Scanner(Rules) { Decodes = true };
        scanner.Scan(Encoding.ASCII.GetBytes(text), "", new List<Match>());
        scanner.Problems.Should().ContainSingle().Which.Should().Contain("3 times");
    }

    private static IEnumerable<Scanner> Scanners() => Kernel.Available.Select(kernel => new Scanner(Rules, kernel) { Decodes = true });

    private static List<EncodedRun> Runs(RunKernel kernel, byte[] content)
    {
        var runs = new List<EncodedRun>();
        new RunFinder(kernel).Find(content, runs);
        return runs;
    }

    private static int Check(Scanner fast, ReferenceDecoder slow, byte[] content, string what)
    {
        if (ContentKinds.Detect(content).GetUnitLength() > 1)
        {
            return 0;
        }

        var found = Fast(fast, content);
        found.Should().BeEquivalentTo(slow.Scan(content, ContentKinds.Detect(content) == ContentKind.Binary), what);
        return found.Count(f => f.Path.Length > 0);
    }

    private static List<Found> Fast(Scanner scanner, byte[] content)
    {
        var matches = new List<Match>();
        scanner.Scan(content, "", matches);
        return [.. matches.Select(m => scanner.GetDecodedSecret(m) is { } decoded
            ? new Found(m.Rule, m.Start, m.End, m.SecretStart, m.SecretEnd, decoded.Path, Encoding.Latin1.GetString(decoded.Bytes.Span))
            : new Found(m.Rule, m.Start, m.End, m.SecretStart, m.SecretEnd, "",
            Encoding.Latin1.GetString(content, m.SecretStart, m.SecretLength)))];
    }

    private static (Found Found, Match Match, Finding Finding) Single(string text, bool keepsSecret)
    {
        var (scanner, matches, content) = (new Scanner(Rules) { Decodes = true }, new List<Match>(), Encoding.ASCII.GetBytes(text));
        var kind = scanner.Scan(content, "", matches);
        var match = matches.Should().ContainSingle().Subject;
        var finding = Finding.Create(Rules, match, content, new FindingSource("f", kind, keepsSecret)
        {
            Decoded = scanner.GetDecodedSecret(match),
        });
        return (Fast(scanner, content).Single(), match, finding);
    }

    private static string Escaped(string text, string format) =>
        string.Concat(text.Select(c => string.Format(CultureInfo.InvariantCulture, format, (int)c)));

    private static byte[] Mutated(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var rule = Sources[random.Next(Sources.Count)];
            var piece = Template.Expand(rule.Examples[random.Next(rule.Examples.Count)], random.Next(100));
            piece = piece.Length > 400 ? piece[..400] : piece;
            for (var depth = random.Next(4); depth > 0; depth--)
            {
                piece = Encodings[random.Next(Encodings.Length)].Encode(piece);
                piece = piece.Length > 3000 ? piece[..3000] : piece;
                piece = random.Next(3) == 0 ? "k: " + piece : piece;
            }

            text.Append(piece).Append(random.Next(4) switch { 0 => "\n", 1 => " ", 2 => "\\n", _ => "" });
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (var i = random.Next(4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
