using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The optimized code gives the same results as the plain code, which is repeated here.</summary>
public class FastFormsTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void Byte_classes_equal_the_results_of_plain_comparisons()
    {
        for (var i = 0; i < 256; i++)
        {
            var b = (byte)i;
            var isWord = ByteText.IsLetter(b) || ByteText.IsDigit(b) || b == '_';
            ByteText.IsWord(b).Should().Be(isWord, "{0}", i);
            ByteText.IsInName(b).Should().Be(isWord || "-.$@:/".Contains((char)b, StringComparison.Ordinal), "{0}", i);
        }
    }

    [Fact]
    public void A_word_is_matched_exactly_where_a_comparison_that_ignores_case_matches()
    {
        var text = Encoding.ASCII.GetBytes("xPassWORDpassword-PASSWOR");
        for (var at = -2; at < text.Length + 2; at++)
        {
            var stands = at >= 0 && at + 8 <= text.Length
                && Encoding.ASCII.GetString(text, at, 8).Equals("password", StringComparison.OrdinalIgnoreCase);
            ByteText.Matches(text, at, "password"u8).Should().Be(stands, "{0}", at);
        }
    }

    [Fact]
    public void A_quote_is_open_after_an_odd_number_of_quotes()
    {
        var (random, open) = (new Random(41), 0);
        for (var i = 0; i < 5000; i++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => "\"'`\\abc /#x=("[random.Next(13)])) + "x";
            var isOpen = IsOpen(line);
            var isQuery = line.Contains("://", StringComparison.Ordinal);
            LineSite.Read(Encoding.ASCII.GetBytes(line + "pass"), line.Length).IsInString.Should().Be(isOpen, "{0}", line)
                .And.Be(isOpen || isQuery, "these lines contain no colon");
            open += isOpen ? 1 : 0;
        }

        open.Should().BeInRange(1000, 4900);
    }

    [Fact]
    public void Features_of_a_value_equal_counts_made_byte_by_byte()
    {
        var random = new Random(42);
        for (var i = 0; i < 3000; i++)
        {
            var value = new byte[random.Next(1, random.Next(2) == 0 ? 12 : 220)];
            var few = random.Next(1, 256);
            for (var at = 0; at < value.Length; at++)
            {
                value[at] = random.Next(3) == 0 && at > 0 ? (byte)(value[at - 1] + random.Next(2)) : (byte)random.Next(few);
            }

            var features = new int[(int)Feature.Count];
            ValueFeatures.WriteFirst(value, Rules.Judge!.Words, features);
            var looked = value.Take(200).ToArray();
            int Share(int part) => part * 64 / looked.Length;
            var pairs = looked.Zip(looked.Skip(1)).ToArray();
            features[(int)Feature.ValueLength].Should().Be(value.Length);
            features[(int)Feature.ValueChanges].Should().Be(Share(pairs.Count(pair => ClassOf(pair.First) != ClassOf(pair.Second))));
            features[(int)Feature.ValueSequenceShare].Should().Be(Share(pairs.Count(pair => pair.Second - pair.First == 1)));
            features[(int)Feature.ValueDistinctShare].Should().Be(Share(looked.Distinct().Count()));
            features[(int)Feature.ValueClasses].Should().Be(looked.Select(ClassOf).Distinct().Count());
            features[(int)Feature.ValueDigits].Should().Be(looked.Count(ByteText.IsDigit));
            features[(int)Feature.ValueSlashes].Should().Be(looked.Count(b => b == '/'));
            features[(int)Feature.ValueLongestRepeat].Should().Be(LongestRepeat(looked));
            var sum = looked.GroupBy(b => b).Sum(group => group.Count() * IntegerLogarithm.GetLog2(group.Count()));
            features[(int)Feature.ValueEntropy].Should().Be((IntegerLogarithm.GetLog2(looked.Length) - (sum / looked.Length)) >> 4);
        }
    }

    [Theory]
    [InlineData("Password", "Password")]
    [InlineData("TOKENS", "Token")]
    [InlineData("db", "Product")]
    [InlineData("contrasena", "Password")]
    [InlineData("authenticity", "Cookie")]
    [InlineData("passwordpassword", "None")]
    [InlineData("passw", "None")]
    [InlineData("", "None")]
    public void Words_of_names_are_found_in_any_case(string word, string says) =>
        NameWords.Classify(Encoding.ASCII.GetBytes(word)).Should().Be(Enum.Parse<NameWord>(says));

    [Theory]
    [InlineData("APPSECRET", "SECRET")]
    [InlineData("dbpasswd", "passwd")]
    [InlineData("tokenid", "id")]
    [InlineData("keyboard", "board")]
    [InlineData("userpass", "pass")]
    [InlineData("zonetoken", "token")]
    [InlineData("monkey", "")]
    [InlineData("compass", "")]
    [InlineData("spin", "")]
    [InlineData("word", "")]
    public void A_name_without_separators_ends_in_a_known_word(string run, string last)
    {
        var text = Encoding.ASCII.GetBytes(run);
        var at = NameWords.FindLastWord(text);
        (at == 0 ? "" : run[at..]).Should().Be(last);
    }

    [Theory]
    [InlineData("secret", 2)]
    [InlineData("mysecretvalue", 1)]
    [InlineData("dbpass", 2)]
    [InlineData("api_keys", 1)]
    [InlineData("auth-code", 2)]
    [InlineData("the key of it", 1)]
    [InlineData("passwort", 3)]
    [InlineData("votre-mot-de-passe", 2)]
    [InlineData("passenger", 0)]
    [InlineData("monkey", 0)]
    [InlineData("compass", 0)]
    [InlineData("author", 0)]
    [InlineData("sacred", 0)]
    [InlineData("turkey77", 0)]
    public void A_short_word_for_a_secret_is_recognized_only_as_a_separate_word(string value, int says) =>
        SampleWords.GetSecretWordKind(Encoding.ASCII.GetBytes(value)).Should().Be(says);

    [Theory]
    [InlineData("SRC/Tests/A.cs", true)]
    [InlineData("src/a.cs", false)]
    [InlineData("Docs/A.md", true)]
    public void Path_facts_do_not_depend_on_case(string path, bool isExample)
    {
        PathFacts.Create(path).IsExample.Should().Be(isExample);
        PathFacts.Create(path).Key.Should().Be(PathFacts.Create(path.ToUpperInvariant()).Key)
            .And.Be(PathFacts.Create(path.ToLowerInvariant()).Key);
        PathFacts.Create(new string('x', 2000) + "/" + path).IsExample.Should().Be(isExample, "also for a very long path");
    }

    private static bool IsOpen(string line)
    {
        var counts = new Dictionary<char, int> { ['"'] = 0, ['\''] = 0, ['`'] = 0 };
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (counts.TryGetValue(line[i], out var count))
            {
                counts[line[i]] = count + 1;
            }
        }

        return counts.Values.Any(count => count % 2 == 1);
    }

    private static int ClassOf(byte b) =>
        ByteText.IsLowerLetter(b) ? 0 : ByteText.IsUpper(b) ? 1 : ByteText.IsDigit(b) ? 2 : b < 0x80 ? 3 : 4;

    private static int LongestRepeat(byte[] value)
    {
        var longest = 1;
        for (var (i, run) = (1, 1); i < value.Length; i++)
        {
            run = value[i] == value[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
