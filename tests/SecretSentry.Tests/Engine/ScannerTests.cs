using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class ScannerTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void The_scanner_gives_the_same_matches_as_the_reference_on_every_example_in_noise()
    {
        var (fast, slow) = (new Scanner(Rules), new ReferenceScanner(Rules));
        var random = new Random(1);
        foreach (var (_, rule) in Fuzz.Sources)
        {
            foreach (var example in rule.Examples.Concat(rule.CounterExamples))
            {
                var bytes = Encoding.UTF8.GetBytes(Noise(random) + Template.Expand(example, random.Next(1000)) + Noise(random));
                Check(fast, slow, bytes, $"rule '{rule.Id}', example '{example}'");
            }
        }
    }

    [Fact]
    public void The_scanner_gives_the_same_matches_as_the_reference_on_mutated_text()
    {
        var (fast, slow) = (new Scanner(Rules), new ReferenceScanner(Rules));
        var random = new Random(2);
        var rounds = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? 300 : 30_000;
        for (var round = 0; round < rounds; round++)
        {
            Check(fast, slow, Mutated(random), $"round {round}");
        }
    }

    [Fact]
    public void A_secret_is_found_at_every_alignment_and_at_both_ends()
    {
        var scanner = new Scanner(Rules);
        var token = Template.Expand("AKIA{base32:16}", 3);
        for (var before = 0; before < 70; before++)
        {
            var text = new string(' ', before) + token + new string('\n', before % 3);
            var matches = new List<Match>();
            scanner.Scan(Encoding.ASCII.GetBytes(text), "", matches);
            matches.Should().ContainSingle().Which.SecretStart.Should().Be(before);
        }
    }

    [Fact]
    public void Noise_around_a_secret_never_removes_a_finding()
    {
        var scanner = new Scanner(Rules);
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var rule = Fuzz.Sources[random.Next(Fuzz.Sources.Count)].Rule;
            var text = Template.Expand(rule.Examples[0], round);
            var plain = Count(scanner, text, rule);
            Count(scanner, Noise(random) + "\n" + text + "\n" + Noise(random), rule).Should()
                .BeGreaterThanOrEqualTo(plain, "rule '{0}' round {1}", rule.Id, round);
        }
    }

    [Theory]
    [InlineData(ContentKind.Utf16LittleEndian, true)]
    [InlineData(ContentKind.Utf16LittleEndian, false)]
    [InlineData(ContentKind.Utf16BigEndian, true)]
    [InlineData(ContentKind.Utf16BigEndian, false)]
    [InlineData(ContentKind.Utf32LittleEndian, true)]
    public void Secrets_in_UTF_16_and_UTF_32_have_offsets_in_the_original_bytes(ContentKind kind, bool hasMark)
    {
        Encoding encoding = kind switch
        {
            ContentKind.Utf16LittleEndian => new UnicodeEncoding(false, hasMark),
            ContentKind.Utf16BigEndian => new UnicodeEncoding(true, hasMark),
            _ => new UTF32Encoding(false, hasMark),
        };
        var token = Template.Expand("ghp_{crc62:30}");
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"line\ntoken = {token}\n")];
        var matches = new List<Match>();
        new Scanner(Rules).Scan(bytes, "", matches).Should().Be(kind);
        var match = matches.Should().ContainSingle().Subject;
        encoding.GetString(bytes, match.SecretStart, match.SecretLength).Should().Be(token);
        TextPosition.Compute(bytes, match.SecretStart, kind).Should().Be(new TextPosition(2, 9));
        match.Validity.Should().Be(Validity.ChecksumValid);
    }

    [Fact]
    public void Scanning_clean_content_allocates_nothing()
    {
        var scanner = new Scanner(Rules);
        var content =
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("var total = items.Sum(item => item.Price) + tax; // nothing to see\n",
            2000)));
        var matches = new List<Match>();
        scanner.Scan(content, "", matches);
        var before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Scan(content, "", matches);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        matches.Should().BeEmpty();
    }

    [Fact]
    public void A_loaded_rule_set_finds_the_same_matches_as_a_compiled_one()
    {
        var (built, fresh) = (new Scanner(Rules), new Scanner(RuleSet.Compile(Fuzz.Sources.Select(s => s.Rule)).AddJudgeFrom(Rules)));
        foreach (var text in Fuzz.Sources.SelectMany(s => s.Rule.Examples)
            .Select(example => Encoding.UTF8.GetBytes(Template.Expand(example))))
        {
            var (a, b) = (new List<Match>(), new List<Match>());
            built.Scan(text, "", a);
            fresh.Scan(text, "", b);
            a.Should().Equal(b);
        }
    }

    [Theory]
    [InlineData("keys/id_ed25519")]
    [InlineData("home/.netrc")]
    [InlineData("etc/shadow")]
    public void A_file_is_reported_for_its_name_only_if_nothing_in_it_is_reported(string path)
    {
        Find("").Should().Equal("secret-file");
        Find("nothing to see\n").Should().Equal("secret-file");
        Find($"token = {Template.Expand("ghp_{crc62:30}", 4)}\n").Should().Equal("github-pat");
        Find($"key = {Template.Expand("AKIA{base32:16}", 4)}\nmore\n").Should().Equal("aws-access-key-id");

        IEnumerable<string> Find(string text)
        {
            var matches = new List<Match>();
            new Scanner(Rules).Scan(Encoding.ASCII.GetBytes(text), path, matches);
            return matches.Select(match => Rules.Rules[match.Rule].Id);
        }
    }

    private static void Check(Scanner fast, ReferenceScanner slow, byte[] bytes, string what)
    {
        var matches = new List<Match>();
        fast.Scan(bytes, "", matches);
        matches.Should().Equal(slow.Scan(bytes, ""), what);
    }

    private static int Count(Scanner scanner, string text, Rule rule)
    {
        var matches = new List<Match>();
        scanner.Scan(Encoding.UTF8.GetBytes(text), "", matches);
        return matches.Count(match => Rules.Rules[match.Rule].Id == rule.Id);
    }

    private static string Noise(Random random)
    {
        const string characters = "abcdefgh ABCXYZ 0123456789 =:\"'_-./\n\t;(){}é";
        return string.Create(random.Next(0, 300), random, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = characters[source.Next(characters.Length)];
            }
        }) + " ";
    }

    /// <summary>Returns examples joined together, with bytes changed, doubled and dropped.</summary>
    private static byte[] Mutated(Random random)
    {
        var parts = Enumerable.Range(0, 3).Select(_ => Fuzz.Sources[random.Next(Fuzz.Sources.Count)].Rule)
            .Select(rule => Template.Expand(rule.Examples[random.Next(rule.Examples.Count)], random.Next(100)));
        var bytes = Encoding.UTF8.GetBytes(string.Join(random.Next(3) switch { 0 => "", 1 => " ", _ => "\n" }, parts)).ToList();
        for (var i = random.Next(12); i > 0 && bytes.Count > 2; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
