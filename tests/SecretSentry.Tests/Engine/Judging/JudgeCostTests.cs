using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Tests the cost of judging. It counts anchors and values. Each of them reads a bounded number of bytes (<see cref="ReachTests"/>).
/// </summary>
public class JudgeCostTests
{
    /// <summary>Maximum number of values of one anchor: the first one, its possible neighbors, and the items of a list.</summary>
    private const int MostValues = 9;

    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData(" ")]
    [InlineData("password=")]
    [InlineData("password")]
    [InlineData("pass")]
    [InlineData("key=\"")]
    [InlineData("key['")]
    [InlineData("key[")]
    [InlineData("token: ")]
    [InlineData("secret(")]
    [InlineData("keys: [\"a\", ")]
    [InlineData("://a:")]
    [InlineData(" -p")]
    [InlineData("pw \\\"")]
    [InlineData("pass" + "word = \"a1b2c3\", ")]
    [InlineData("passwords = 'q', 'w', 'e', 'r', 't', 'y'\n")]
    public void The_cost_of_hostile_content_is_linear_in_its_length(string piece)
    {
        var scanner = new Scanner(Rules);
        var (half, whole) = (CostOf(scanner, piece, 1 << 15), CostOf(scanner, piece, 1 << 16));
        whole.Anchors.Should().BeLessThanOrEqualTo((2 * half.Anchors) + 16).And.BeLessThanOrEqualTo(1 << 16);
        whole.Values.Should().BeLessThanOrEqualTo((2 * half.Values) + (16 * MostValues))
            .And.BeLessThanOrEqualTo(MostValues * whole.Anchors);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData(' ')]
    [InlineData('x')]
    [InlineData('(')]
    [InlineData(')')]
    [InlineData(',')]
    [InlineData('[')]
    public void A_line_of_a_megabyte_after_a_name_is_read_only_up_to_the_reach(char filler)
    {
        foreach (var start in (string[])["password = \"", "password", "'key' ", "tokens = ['a', ", "key[", "secret: |\n  ", "curl -u user:",
            "https://user:"])
        {
            var near = Values(start + new string(filler, CandidateExtractor.ReachAfter));
            var far = Values(start + new string(filler, 1 << 20));
            far.Should().Equal(near, "'{0}' before a line of '{1}'", start, filler);
        }
    }

    [Fact]
    public void Values_that_are_not_reported_allocate_nothing()
    {
        var text =
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200)
            .Select(i =>
            $"password{i} = \"${{DB_PASSWORD_{i}}}\"\ntoken_{i}: \"<your token>\"\nkey = get_key_by_name({i})\nsecret('please enter', 'a "
            + "word')\n")));
        var (scanner, matches) = (new Scanner(Rules), new List<Match>());
        for (var i = 0; i < 5; i++)
        {
            scanner.Scan(text, "src/a.py", matches);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            scanner.Scan(text, "src/a.py", matches);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        matches.Should().BeEmpty();
        scanner.Judged.Values.Should().BeGreaterThan(400, "there must be something to judge");
    }

    [Fact]
    public void The_value_of_a_name_with_several_stems_is_judged_once()
    {
        var (scanner, matches) = (new Scanner(Rules), new List<Match>());
        scanner.Scan(Encoding.ASCII.GetBytes($"secret_auth_token_key = \"{NamedText.Value(new Random(1), 30)}\"\n"), "a.py", matches);
        scanner.Judged.Anchors.Should().BeGreaterThan(3);
        scanner.Judged.Values.Should().Be(1);
        matches.Should().ContainSingle();
    }

    [Fact]
    public void ToLower_of_a_text_equals_ToLower_of_each_byte()
    {
        var bytes = Enumerable.Range(0, 600).Select(i => (byte)i).ToArray();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            ByteText.ToLower(bytes.AsSpan(0, length), new byte[length]).ToArray().Should()
                .Equal(bytes.Take(length).Select(ByteText.ToLower));
        }
    }

    private static (int Anchors, int Values) CostOf(Scanner scanner, string piece, int length)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1)));
        scanner.Scan(text.AsSpan(0, length), "a.env", new List<Match>());
        return scanner.Judged;
    }

    private static List<NamedValue> Values(string text)
    {
        var found = new List<NamedValue>();
        AnchorFinder.Extract(Encoding.ASCII.GetBytes(text), PathFacts.Create("a.env"), found);
        return found;
    }
}
