using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Tests.Engine;

public class RequiredMatchesTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(null, 5)]
    [InlineData(3, 10)]
    public void A_match_is_reported_only_if_a_required_one_is_near(int? lines, int? columns)
    {
        var (random, scanner, both) = (new Random(3), ScannerFor(new RequiredRule("id", lines, columns)), (Reported: 0, Removed: 0));
        for (var i = 0; i < 300; i++)
        {
            var text = new StringBuilder();
            for (var piece = random.Next(12); piece >= 0; piece--)
            {
                text.Append(new string(' ', random.Next(8))).Append(random.Next(4) switch
                {
                    0 => "acme_id_" + random.Next(10_000_000, 100_000_000),
                    1 => "acme_secret_" + random.Next(10_000_000, 100_000_000),
                    _ => "\n",
                });
            }

            var (content, matches) = (text.ToString(), new List<Match>());
            scanner.Scan(Encoding.UTF8.GetBytes(content), "a.txt", matches);
            var secrets = FindAll(content, "acme_secret_");
            var ids = FindAll(content, "acme_id_");
            var near = secrets.Where(secret => ids.Exists(id => AreNear(content, secret, id, lines, columns))).ToArray();
            matches.Select(match => match.Start).Should().Equal(near, content);
            both = (both.Reported + near.Length, both.Removed + secrets.Count - near.Length);
        }

        both.Reported.Should().BeGreaterThan(50);
        both.Removed.Should().BeGreaterThan(20);
    }

    [Fact]
    public void All_required_rules_must_match_and_other_rules_are_not_affected()
    {
        var scanner = ScannerFor(new RequiredRule("id", null, null), new RequiredRule("other", null, null));
        Count("acme_id_12345678 acme_secret_12345678").Should().Be(0);
        Count("acme_id_12345678 acme_secret_12345678 acme_other_12345678").Should().Be(2, "the last rule is reported, too");
        Count("acme_other_12345678").Should().Be(1);

        int Count(string content)
        {
            var matches = new List<Match>();
            scanner.Scan(Encoding.UTF8.GetBytes(content), "a.txt", matches);
            return matches.Count;
        }
    }

    private static Scanner ScannerFor(params RequiredRule[] required) => new(RuleSet.Compile(
    [
        new() { Id = "id", Regex = "acme_id_[0-9]{8}", SkipsReport = true, IsConfigured = true },
        new() { Id = "secret", Regex = "acme_secret_[0-9]{8}", Requires = required, IsConfigured = true },
        new() { Id = "other", Regex = "acme_other_[0-9]{8}", IsConfigured = true },
    ]));

    private static List<int> FindAll(string text, string word)
    {
        var found = new List<int>();
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            found.Add(at);
        }

        return found;
    }

    private static bool AreNear(string text, int first, int second, int? lines, int? columns)
    {
        var (a, b) = (PositionOf(text, first), PositionOf(text, second));
        return (lines is null || Math.Abs(a.Line - b.Line) <= lines) && (columns is null || Math.Abs(a.Column - b.Column) <= columns);
    }

    private static (int Line, int Column) PositionOf(string text, int offset) =>
        (text[..offset].Count(c => c == '\n'), offset - (text[..offset].LastIndexOf('\n') + 1));
}
